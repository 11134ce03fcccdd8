/** For a retention that finds no files which were put aside. */
export const RETENTION_TOOLS = {
  asideFiles: () => [],
  onRemoved: () => undefined,
  onFault: () => undefined,
  onRun: () => undefined,
};
