/** amoCRM's letters: all, of the group, own, none. */
export type Letter = 'A' | 'G' | 'M' | 'D';

/** What is different in a user's rights. */
export interface SomeRights {
  readonly contacts?: Letter;
  readonly companies?: Letter;
  readonly leads?: Letter;
  readonly is_admin?: boolean;
  readonly is_active?: boolean;
  readonly group_id?: number | null;
  /** A stage and whether its leads may be viewed. */
  readonly stages?: readonly { readonly pipeline: number; readonly status: number; readonly view: Letter }[];
}

/** `rights` of a user as `GET /api/v4/users` is documented to have them; by default of one who may view everything. */
export function amoRights({
  contacts = 'A',
  companies = 'A',
  leads = 'A',
  is_admin = false,
  is_active = true,
  group_id = null,
  stages = [],
}: SomeRights = {}): object {
  const of = (view: Letter): object => ({ view, edit: view, add: 'A', delete: 'D', export: 'D' });
  return {
    leads: of(leads),
    contacts: of(contacts),
    companies: of(companies),
    tasks: { edit: 'A', delete: 'A' },
    mail_access: false,
    catalog_access: false,
    status_rights: stages.map(({ pipeline, status, view }) => ({
      entity_type: 'leads',
      pipeline_id: pipeline,
      status_id: status,
      rights: { view, edit: view, delete: view },
    })),
    is_admin,
    is_free: false,
    is_active,
    group_id,
    role_id: null,
  };
}
