/**
 * What a command does, in one form whatever the order of its parameters: two requests with one `command_id` are the same
 * command if these are equal.
 * @param params read by the method's schema
 */
export function contentOf(params: { readonly command_id?: string | undefined }): string {
  const others = Object.entries(params).filter(([name]) => name !== 'command_id');
  return JSON.stringify(others.sort(([one], [other]) => (one < other ? -1 : 1)));
}
