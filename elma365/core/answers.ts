/** An answer to the telephone system. The platform has no known way to set a header. */
export function answer(status: number, content: object): VoipWebhookParseResult {
  return { response: new HttpResponse().status(status).content(JSON.stringify(content)) };
}

/** Nothing came of it: taken, and the reason told to whoever looks at the answers. */
export function ignored(why: string): VoipWebhookParseResult {
  return answer(200, { ignored: why });
}
