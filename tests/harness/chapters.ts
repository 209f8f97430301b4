export { chapters } from '../../scripts/written-chapters.ts';
