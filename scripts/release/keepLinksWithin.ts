import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A link or picture of Markdown: its text and its address. */
const LINK = /!?\[([^\]]*)\]\(([^)\s]+)\)/g;

/**
 * Rewrites the documents of a folder that is handed out: of a link to a file that is not in it the text stays alone.
 * Addresses of the web and places in the same document are kept.
 */
export function keepLinksWithin(folder: string): void {
  for (const path of documentsIn(folder)) {
    const text = readFileSync(path, 'utf8');
    const isWithin = (address: string): boolean =>
      /^(?:[a-z]+:|#)/.test(address) || existsSync(join(dirname(path), address.replace(/#.*/, '')));
    writeFileSync(
      path,
      text.replace(LINK, (link: string, shown: string, address: string) =>
        isWithin(address) ? link : shown,
      ),
    );
  }
}

/** Paths of the Markdown documents in it; those of packages are theirs. */
export function documentsIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => !path.startsWith(join(folder, 'node_modules')));
}
