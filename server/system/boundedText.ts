/**
 * Text of an answer, cut after so many bytes: then the rest is not read, and its connection is closed. An answer without an
 * end would fill the memory within its time limit. Fails when the answer breaks off.
 * @param most bytes
 */
export async function boundedText({ body }: Pick<Response, 'body'>, most: number): Promise<string> {
  if (body === null) return '';
  const reader: ReadableStreamDefaultReader<Uint8Array> = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let left = most;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value.subarray(0, left), { stream: true });
    left -= value.length;
    if (left > 0) continue;
    await reader.cancel();
    return text;
  }
}
