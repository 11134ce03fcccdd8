import { requiredAbility, type Ability } from '../../protocol/CallCommand';
import { isMethod, methods, type Method } from '../../protocol/methods';

/** The ability of each method; undefined: it needs none. */
const needed: Readonly<Partial<Record<Method, Ability>>> = requiredAbility;

/** Methods for what agents write of calls. */
export const noteMethods = [
  'save_note',
  'set_outcome',
  'get_note',
  'get_outcomes',
] as const satisfies readonly Method[];

/** Methods that need amoCRM. */
const crmMethods = ['choose_contact', 'client_made', ...noteMethods] as const satisfies readonly Method[];

/** One of `crmMethods`. */
export type CrmMethod = (typeof crmMethods)[number];

/**
 * Methods of the wire that an agent with these abilities can use, as `ping` lists them without `open_session`.
 * @param crm those that need amoCRM and work
 */
export function methodsOf(
  abilities: ReadonlySet<Ability>,
  crm: ReadonlySet<CrmMethod> = new Set(),
): Method[] {
  return Object.keys(methods)
    .filter(isMethod)
    .filter((method) => {
      if (method === 'open_session') return false;
      if (isCrmMethod(method)) return crm.has(method);
      const ability = needed[method];
      return ability === undefined || abilities.has(ability);
    });
}

function isCrmMethod(method: Method): method is CrmMethod {
  return crmMethods.some((one) => one === method);
}
