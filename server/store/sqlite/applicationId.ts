/** Marks our databases, by SQLite's field for that: "AsNG". */
export const APPLICATION_ID = 0x41_73_4e_47;
