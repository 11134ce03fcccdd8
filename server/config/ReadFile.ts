/** Reads a file's text; null when there is none. */
export type ReadFile = (path: string) => string | null;
