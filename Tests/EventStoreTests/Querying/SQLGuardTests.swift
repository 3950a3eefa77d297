import Foundation
import GRDB
import Queries
import Testing

@testable import EventStore

/// Nothing typed at the prompt can write anywhere: every way that SQLite knows is tried, and the files
/// and the folder are compared afterwards.
@Suite("No SQL writes", .serialized) struct SQLGuardTests {
    /// `@` stands for the folder.
    static let attempts = [
        "insert into log_event select * from log_event", "insert into flows values (1)",
        "update flow_state set status = 200", "delete from flow_state", "delete from log_content",
        "replace into log_line values (1, 1, 1, 'f', 'said')",
        "insert into log_line values (1, 1, 1, 'f', 'x') on conflict do update set text = 'y'",
        "insert into log_line values (9, 9, 9, 'f', 'x') returning id",
        "with x as (select 1) delete from log_line",
        "with x(i) as (values (1)) insert into log_line select i, i, i, 'f', 'said' from x",
        "/* select */ delete from log_line", "-- select\ndelete from log_line",
        ";delete from log_line", "select 1; delete from log_line", "explain delete from log_line",
        "explain query plan delete from log_line", "create table t (a)",
        "create temp table t (a)", "create temp view v as select 1",
        "create table t as select * from flows", "create temp table t as select * from flows",
        "create view v as select 1", "create index i on flow_state (status)",
        "create trigger t after insert on flow_state begin select 1; end",
        "create temp trigger t after insert on flow_state begin select 1; end",
        "create virtual table v using fts5(a)", "create virtual table temp.v using fts5(a)",
        "create virtual table v using rtree(a, b, c)", "drop table log_line", "drop view flows",
        "drop index flow_by_failure", "drop trigger log_event_no_delete",
        "alter table flow_state add column x", "alter table flow_state rename to other", "analyze",
        "analyze flow_state", "reindex", "vacuum", "vacuum into '@/copy.sqlite'",
        "vacuum main into '@/copy.sqlite'", "attach '@/other.sqlite' as other",
        "attach 'file:@/other.sqlite?mode=rwc' as other", "attach ':memory:' as other",
        "attach '' as other", "detach main", "begin", "begin immediate", "begin exclusive",
        "commit", "rollback", "savepoint s", "release s", "end",
        "pragma journal_mode = delete", "pragma journal_mode = off", "pragma journal_mode(wal)",
        "pragma main.journal_mode = memory", "pragma writable_schema = on",
        "pragma writable_schema(1)", "pragma query_only = off", "pragma user_version = 7",
        "pragma application_id = 7", "pragma schema_version = 7", "pragma encoding = 'UTF-16'",
        "pragma page_size = 8192", "pragma auto_vacuum = full", "pragma incremental_vacuum",
        "pragma wal_checkpoint(truncate)", "pragma wal_checkpoint",
        "pragma wal_autocheckpoint = 1", "pragma optimize", "pragma integrity_check",
        "pragma foreign_keys = on", "pragma locking_mode = exclusive", "pragma synchronous = off",
        "pragma mmap_size = 999999", "pragma temp_store = memory",
        "pragma temp_store_directory = '@'", "pragma data_store_directory = '@'",
        "pragma cache_spill = off", "pragma secure_delete = off",
        "pragma recursive_triggers = off", "pragma trusted_schema = on", "pragma shrink_memory",
        "pragma hard_heap_limit = 1", "pragma soft_heap_limit = 1", "pragma threads = 8",
        "pragma case_sensitive_like = on", "pragma ignore_check_constraints = on",
        "pragma legacy_alter_table = on", "pragma max_page_count = 1",
        "pragma journal_size_limit = 0", "select load_extension('@/evil.so')",
        "select load_extension('@/evil', 'start')", "select fts3_tokenizer('simple')",
        "select fts3_tokenizer('x', x'0102030405060708')", "select sqlite_log(1, 'x')",
        "select rtreenode(2, x'00')", "select optimize(path) from flows",
        "select writefile('@/file', 'x')", "select edit('x')",
        "select * from (delete from log_line returning *)",
        "with x as (delete from log_line returning *) select * from x",
        "select (select load_extension('@/evil.so'))",
        "with x as (select load_extension('@/evil.so') as e) select e from x",
        "select * from pragma_journal_mode('delete')", "select * from pragma_wal_checkpoint",
        "select * from flows where load_extension('@/evil.so') order by load_extension('@/e')",
    ]

    /// Every file of the folder with its bytes.
    private static func contents(of folder: String) throws -> [String: Data] {
        var files: [String: Data] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
            files[name] = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))
        }
        return files
    }

    @Test func `on a log that no service has open`() async throws {
        let folder = try await SQLReaderTests.folder()
        let reader = try SQLReader(path: folder.path)
        try expectNothingWritten(by: reader, in: folder)
    }

    @Test func `on a log as it was`() async throws {
        let folder = try await SQLReaderTests.folder()
        let reader = try SQLReader(path: folder.path, asOf: 40)
        let then = try reader.run("select * from flows order by id")
        try expectNothingWritten(by: reader, in: folder)
        for sql in [
            "delete from past_flow", "insert into temp.past_flow select * from main.flow_state",
            "drop view temp.flows", "update temp.past_flow set status = 200",
        ] {
            #expect(throws: QueryFailure.self) { _ = try reader.run(sql) }
        }
        #expect(try reader.run("select * from flows order by id") == then)
    }

    private func expectNothingWritten(by reader: SQLReader, in folder: TemporaryLog) throws {
        let sums = "select count(*), sum(length(data)) from events"
        // What the first reading leaves beside the file is there before anything is tried.
        let rows = try reader.run(sums).rows
        let before = try Self.contents(of: folder.folder)
        let workingFolder = FileManager.default.currentDirectoryPath
        let names = try FileManager.default.contentsOfDirectory(atPath: workingFolder).sorted()
        for attempt in Self.attempts {
            let sql = attempt.replacing("@", with: folder.folder)
            let failure = #expect(throws: QueryFailure.self, "\(attempt)") {
                _ = try reader.run(sql)
            }
            if case .query = failure {} else { Issue.record("\(attempt): \(failure as Any)") }
            #expect(try Self.contents(of: folder.folder) == before, "\(attempt)")
        }
        let namesAfter = try FileManager.default.contentsOfDirectory(atPath: workingFolder)
        #expect(namesAfter.sorted() == names)
        #expect(try reader.run(sums).rows == rows)
        #expect(try reader.run("pragma user_version").rows == [[.integer(4)]])
        #expect(try reader.run("pragma database_list").rows.count == (reader.asOf == nil ? 1 : 2))
    }

    @Test func `and a refusal says why`() async throws {
        let folder = try await SQLReaderTests.folder()
        let reader = try SQLReader(path: folder.path)
        let readOnly = "the log is append-only; the shell opens it read-only"
        let cases: [(sql: String, range: Range<Int>, message: String)] = [
            ("delete from events;", 0..<6, readOnly),
            ("explain update flow_state set status = 1", 8..<14, readOnly),
            ("vacuum", 0..<6, readOnly),
            (
                "attach 'x' as y", 0..<6,
                "no other database can be attached; the shell reads the log alone"
            ),
            (
                "begin", 0..<5,
                "there are no transactions; each statement reads a snapshot of its own"
            ),
            (
                "pragma journal_mode = off", 7..<19,
                "the pragma 'journal_mode' is not one that only reads"
            ),
            (
                "select load_extension('x')", 7..<21,
                "the function 'load_extension' can do more than read"
            ),
        ]
        for (sql, range, message) in cases {
            let failure = #expect(throws: QueryFailure.self) { _ = try reader.run(sql) }
            guard case .query(let error) = failure else {
                Issue.record("\(sql): \(failure as Any)")
                continue
            }
            #expect(error.description == message)
            #expect(error.range == range, "\(sql)")
        }
    }

    @Test(arguments: [
        "pragma table_info(flows)", "pragma index_list(flow_state)", "pragma database_list",
        "select name from pragma_function_list", "explain select 1", "values (1), (2)",
        "with recursive n(i) as (select 1 union all select i + 1 from n limit 3) select i from n",
        "select json_extract(data, '$.kind'), data ->> '$.kind' from events where type = 'sent'",
        "select * from events, json_each(data) j where events.type = 'sent'",
        "select name from sqlite_master", "select count(*) over () from flows",
        "explain query plan select * from flows",
    ])
    func `but what only tells something is answered`(sql: String) async throws {
        let folder = try await SQLReaderTests.folder()
        #expect(try SQLReader(path: folder.path).run(sql).rows.isEmpty == false)
    }
}
