/** Answers an errand from another backend. Fails when no part of this one knows it. */
export async function answerErrand(
  text: string,
  /** Null: it is none for the lists. */
  lists: { errand(text: string): Promise<string | null> },
  /** Null: amoCRM is not configured. */
  crm: { errand(text: string): Promise<string> } | null,
): Promise<string> {
  const answer = (await lists.errand(text)) ?? (await crm?.errand(text));
  if (answer === undefined) throw new Error('amocrm is not configured on the leading backend');
  return answer;
}
