import Testing

@testable import Shell

struct VerbGroupTests {
    @Test func `the program's help listed three commands of thirty`() {
        let grouped = VerbGroup.all.flatMap(\.verbs)
        // The prompt is started like a verb, and is none.
        #expect(grouped.filter { $0 != "shell" }.sorted() == verbs.map { $0.name }.sorted())
        #expect(VerbGroup.list.split(separator: "\n").allSatisfy { $0.count <= 78 })
    }
}
