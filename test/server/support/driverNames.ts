import { drivers } from '../../../server/telephony/drivers';

const names = drivers.map(({ name }): string => name);

/** All drivers, as a fault lists them: `a, b or c`. */
export const driverNames = `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`;
