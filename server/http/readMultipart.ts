import { Busboy } from '@fastify/busboy';

/** Most fields of a form. The wire's has one; a proxy may add some. */
const MOST_FIELDS = 10;

/** Each part has a delimiter before it, and the last one behind it. */
const MOST_DELIMITERS = MOST_FIELDS + 1;

/** Of a part's headers only its name is read. The bytes of the body are bounded before. */
const LIMITS = { fields: MOST_FIELDS, files: 0, headerPairs: 20, headerSize: 2_048, fieldSize: Infinity };

/** The boundary as RFC 2046, 5.1.1 has it: 1 to 70 of these characters, in quotes or not. */
const BOUNDARY = /;\s*boundary=(?:"([\w'()+,./:=? -]{1,70})"|([\w'()+,./:=?-]{1,70}))\s*(?:;|$)/i;

/** Why a form can't be read. `fileInForm`: the wire takes none. */
type FormFaultReason = 'noBoundary' | 'tooManyParts' | 'fileInForm' | 'fieldTwice' | 'notMultipart';

/** A form that can't be read. */
export class FormFault extends Error {
  constructor(
    readonly code: FormFaultReason,
    options?: ErrorOptions,
  ) {
    super(code, options);
  }
}

/**
 * The text fields of a form in `multipart/form-data`. Delimiters are counted before anything is parsed, since for the
 * parser each is a stream, and a body may consist of them. Fails with a `FormFault`.
 * @param body whole, and no longer than the wire's limit
 * @param contentType the header
 */
export async function readMultipart(
  body: Buffer,
  contentType: string,
): Promise<Readonly<Record<string, string>>> {
  const [, quoted, bare] = BOUNDARY.exec(contentType) ?? [];
  const boundary = quoted ?? bare;
  if (boundary === undefined) throw new FormFault('noBoundary');
  if (hasMore(body, `--${boundary}`, MOST_DELIMITERS)) throw new FormFault('tooManyParts');
  const fields = new Map<string, string>();
  await new Promise<void>((resolve, reject) => {
    const fail = (reason: FormFaultReason) => (cause?: unknown) => reject(new FormFault(reason, { cause }));
    // The parser gets the boundary that was counted, not what else it could read in the header.
    const headers = { 'content-type': `multipart/form-data; boundary="${boundary}"` };
    new Busboy({ headers, limits: LIMITS })
      .on('field', (name, value) => {
        if (fields.has(name)) fail('fieldTwice')();
        fields.set(name, value);
      })
      .on('filesLimit', fail('fileInForm'))
      .on('fieldsLimit', fail('tooManyParts'))
      .on('error', fail('notMultipart'))
      .on('finish', resolve)
      .end(body);
  });
  return Object.fromEntries(fields);
}

/** Does `text` stand in the body more than `most` times? It is not looked for any further. */
function hasMore(body: Buffer, text: string, most: number): boolean {
  let count = 0;
  for (let at = body.indexOf(text); at !== -1 && count <= most; at = body.indexOf(text, at + text.length))
    count += 1;
  return count > most;
}
