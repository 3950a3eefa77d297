import GRDB
import Synchronization
import Testing

@testable import EventStore

@Suite struct InterruptionTests {
    @Test func `a reading that would never end stops when it is wished, and the next one works`()
        async throws
    {
        let folder = try TemporaryLog()
        let log = try EventLog(path: folder.path)
        for number in 0..<10 { log.recordService("test") { $0.put("number", number) } }
        await log.close()
        let reader = try LogReader(path: folder.path)
        let looks = Mutex(0)
        reader.isInterrupted = {
            looks.withLock {
                $0 += 1
                return $0 == 3
            }
        }
        #expect(throws: LogError.self) {
            try reader.read { database in
                try Int.fetchOne(
                    database,
                    sql: """
                        WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)
                        SELECT count(*) FROM n
                        """
                )
            }
        }
        #expect(looks.withLock { $0 } == 3)
        #expect(try reader.head() == 10)
    }
}
