import { requiredAbility, type Ability } from '../../protocol/CallCommand';
import { isMethod, methods, type Method } from '../../protocol/methods';

/** The ability of each method; undefined: it needs none. */
const needed: Readonly<Partial<Record<Method, Ability>>> = { ...requiredAbility, call_back: 'originate' };

/** Methods for what agents write of calls. */
export const noteMethods = [
  'save_note',
  'set_outcome',
  'get_note',
  'extend_wait',
  'get_open_notes',
  'get_outcomes',
] as const satisfies readonly Method[];

/** Methods for the company's list of missed calls. */
export const missedClientMethods = [
  'get_missed_clients',
  'take_missed_client',
  'call_back',
] as const satisfies readonly Method[];

/** Methods for the list of past calls. */
export const historyMethods = ['get_history', 'get_recording'] as const satisfies readonly Method[];

/** Methods that not every backend has. */
const optionalMethods = [
  'choose_contact',
  'client_made',
  ...noteMethods,
  ...missedClientMethods,
  ...historyMethods,
] as const satisfies readonly Method[];

/** One of `optionalMethods`. */
export type OptionalMethod = (typeof optionalMethods)[number];

/**
 * Methods of the wire that an agent with these abilities can use, as `ping` lists them without `open_session`.
 * @param optional those that not every backend has and this one has
 */
export function methodsOf(
  abilities: ReadonlySet<Ability>,
  optional: ReadonlySet<OptionalMethod> = new Set(),
): Method[] {
  return Object.keys(methods)
    .filter(isMethod)
    .filter((method) => {
      if (method === 'open_session') return false;
      if (isOptional(method) && !optional.has(method)) return false;
      const ability = needed[method];
      return ability === undefined || abilities.has(ability);
    });
}

function isOptional(method: Method): method is OptionalMethod {
  return optionalMethods.some((one) => one === method);
}
