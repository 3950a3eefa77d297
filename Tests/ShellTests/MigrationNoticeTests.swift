import EventStore
import Testing

@testable import Shell

@Suite struct `What is said of an older log` {
    @Test func `tells between which schemas, of how much, and how long it took`() {
        let log = LogMigration(path: "/srv/log.sqlite", from: 3, to: 4, flows: 2_097_152)
        #expect(
            migrationText(.begins(log))
                == "bringing the log /srv/log.sqlite from schema 3 to 4, once: 2 097 152 flows"
        )
        #expect(
            migrationText(.ended(log, microseconds: 19_400_000))
                == "the log is up to date after 19.4 s"
        )
    }
}
