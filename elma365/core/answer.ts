/** An answer to the telephone system. The platform has no known way to set a header. */
export function answer(status: number, content: object): VoipWebhookParseResult {
  return { response: new HttpResponse().status(status).content(JSON.stringify(content)) };
}

/** A push that changes nothing: accepted, with the reason in the answer for those who debug. */
export function ignored(why: string): VoipWebhookParseResult {
  return answer(200, { ignored: why });
}
