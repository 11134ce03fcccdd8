/** valibot's source without the wording of its errors. */
export default function leanValibot(text: string): string;
