// Turns Markdown into HTML, with a package from npm. First: npm install --omit=dev

import { marked } from "marked";

export const handler = async (event) => {
  const markdown = event.markdown ?? `# Hello, ${event.name ?? "world"}`;
  return { html: marked.parse(markdown).trim() };
};
