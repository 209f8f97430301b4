import { compile } from '@mdx-js/mdx';
import { linkCourseWords } from './course-words.mjs';

/** What the bundler makes of a chapter's `page.mdx`: a component, its glossary words linked and its actors dressed. */
export default function load(source) {
  const callback = this.async();
  compile({ value: source, path: this.resourcePath }, { remarkPlugins: [linkCourseWords] }).then(
    (file) => callback(null, String(file)),
    (error) => callback(new Error(`${this.resourcePath}: ${error.message}`)),
  );
}
