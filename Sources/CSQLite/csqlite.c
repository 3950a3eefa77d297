#include "CSQLite.h"

#include <sqlite3.h>
#include <stddef.h>

int csqlite_make_defensive(struct sqlite3 *connection) {
    int result = sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    if (result != SQLITE_OK) return result;
    return sqlite3_db_config(connection, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
}

void csqlite_omit_memory_statistics(void) {
    // Refused once SQLite is initialised: then it counts, and is as right as before.
    (void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}
