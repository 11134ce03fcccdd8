/** A phone number for display: Russian ones as `+7 910 123-45-67`, others unchanged. */
export function formatNumber(number: string): string {
  const match = /^(?:\+7|8|7)(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(number.replace(/[\s()-]/g, ''));
  return match === null ? number : `+7 ${match[1]} ${match[2]}-${match[3]}-${match[4]}`;
}
