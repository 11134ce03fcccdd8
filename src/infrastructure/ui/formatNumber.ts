/** Country code, of one or two digits where ITU-T E.164 has such ones, else of three, and the number in the country. */
const FOREIGN = /^\+(1|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|[2-689]\d\d)(\d{5,})$/;

/** Groups of three, with a longer or shorter last one, of eight digits the first one; after codes of three digits two for the network and pairs at the end. */
const groups = (code: string): RegExp =>
  code.length === 3
    ? /^\d\d(?=\d{7}$)|\d{3}(?=\d\d)|\d\d(?=\d\d$)|\d+/g
    : /^\d\d(?=\d{6}$)|\d{3}(?=\d\d)|\d+/g;

/**
 * A phone number for display: Russian ones as `+7 910 123-45-67`, foreign ones in groups, such as `+380 44 123 45 67`,
 * others unchanged.
 */
export function formatNumber(number: string): string {
  const plain = number.replace(/[\s()-]/g, '');
  const russian = /^(?:\+7|8|7)(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(plain);
  if (russian) return `+7 ${russian[1]} ${russian[2]}-${russian[3]}-${russian[4]}`;
  const [, code = '', rest = ''] = FOREIGN.exec(plain) ?? [];
  return code ? ['+' + code, ...(rest.match(groups(code)) ?? [])].join(' ') : number;
}
