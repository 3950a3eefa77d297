import Testing

@testable import Shell

@Suite struct QueryLibraryTests {
    @Test func `a saved query comes back with its summary and its lines`() throws {
        try withTemporaryFolder { folder in
            let library = QueryLibrary(folder: "\(folder)/waybill/queries")
            let query = SavedQuery(
                name: "mine",
                summary: "what I look for",
                text: "filter status = {{status=500}}\n| limit 3"
            )
            try library.save(query)
            #expect(library.query(named: "mine") == query)
            #expect(library.all().contains(query))
            #expect(library.delete("mine"))
            #expect(!library.delete("mine"))
            #expect(library.query(named: "mine") == nil)
        }
    }

    @Test func `an own query hides the shipped one of its name until it is deleted`() throws {
        try withTemporaryFolder { folder in
            let library = QueryLibrary(folder: folder)
            let own = SavedQuery(name: "slow", summary: "", text: "limit 1")
            try library.save(own)
            #expect(library.query(named: "slow") == own)
            #expect(library.all().filter { $0.name == "slow" } == [own])
            #expect(library.delete("slow"))
            #expect(library.query(named: "slow")?.isShipped == true)
        }
    }

    @Test func `a name never leads out of the folder`() throws {
        try withTemporaryFolder { folder in
            let library = QueryLibrary(folder: "\(folder)/queries")
            #expect(library.query(named: "../secret") == nil)
            #expect(!library.delete("../secret"))
        }
    }

    @Test func `without a home the shipped queries are there, and saving says why it cannot`() {
        let library = QueryLibrary(folder: nil)
        #expect(library.all() == SavedQuery.shipped.sorted { $0.name < $1.name })
        #expect(throws: ShellError.self) {
            try library.save(SavedQuery(name: "x", summary: "", text: "limit 1"))
        }
    }
}
