#ifndef WAYBILL_CSQLITE_H
#define WAYBILL_CSQLITE_H

struct sqlite3;

/// Turns a connection's defensive mode on, so that no statement can damage the file, whatever pragma
/// it sets, and the loading of extensions off. Here because sqlite3_db_config is variadic, which Swift cannot call.
/// Gives SQLite's result code.
/// https://www.sqlite.org/c3ref/c_dbconfig_defensive.html#sqlitedbconfigdefensive
int csqlite_make_defensive(struct sqlite3 *connection);

/// Has SQLite keep no count of its memory, which costs a lock at every allocation. Only before the first
/// connection of the process is opened; later it changes nothing. Here because sqlite3_config is
/// variadic, which Swift cannot call.
/// https://www.sqlite.org/c3ref/c_config_covering_index_scan.html#sqliteconfigmemstatus
void csqlite_omit_memory_statistics(void);

#endif
