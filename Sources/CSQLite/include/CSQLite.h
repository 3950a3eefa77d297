#ifndef WAYBILL_CSQLITE_H
#define WAYBILL_CSQLITE_H

struct sqlite3;

/// Turns a connection's defensive mode on, so that no statement can damage the file, whatever pragma
/// it sets, and the loading of extensions off. Here because sqlite3_db_config is variadic, which Swift cannot call.
/// Gives SQLite's result code.
/// https://www.sqlite.org/c3ref/c_dbconfig_defensive.html#sqlitedbconfigdefensive
int csqlite_make_defensive(struct sqlite3 *connection);

#endif
