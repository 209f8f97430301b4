export { Missing as default } from './_ui/problem';
