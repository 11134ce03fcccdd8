/**
 * A message of Asterisk's Manager Interface: an event or a response. Header names as Asterisk wrote them, values
 * as they came; a header that came several times has its values joined by a line feed, in their order.
 * https://docs.asterisk.org/Configuration/Interfaces/Asterisk-Manager-Interface-AMI/
 */
export type AmiMessage = Readonly<Record<string, string>>;
