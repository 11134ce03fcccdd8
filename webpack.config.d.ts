import type { Configuration } from 'webpack';

declare function configure(env?: { kind?: 'prod' | 'dev' | 'market' }): Configuration;
declare namespace configure {
  const constants: Readonly<{
    SETTINGS_FIELD: string;
    NOTIFICATON_DELAY: number;
    MIN_LENGTH_INTERNAL_NUMBER: number;
  }>;
}
export = configure;
