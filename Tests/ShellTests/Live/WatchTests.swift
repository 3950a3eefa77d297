import Foundation
import Testing

@testable import Shell

struct WatchTests {
    private func output(_ line: String) -> (code: Int32, text: String, errors: String) {
        let console = Console(columns: nil)
        let code = console.run(line)
        return (code, console.output, console.errors)
    }

    @Test
    func `in a pipe each time follows the last after a blank line`() {
        let once = output("ls -n 2 -o csv").text
        let (code, text, errors) = output("watch -n 3 0.1s ls -n 2 -o csv")
        #expect(code == 0)
        #expect(text == [once, once, once].joined(separator: "\n"))
        #expect(errors.isEmpty)
    }

    @Test
    func `a line that is wrong ends it at once, with its error`() {
        let (code, text, errors) = output("watch 0.1s ls -n 0")
        #expect(code == 2)
        #expect(text.isEmpty)
        #expect(errors.contains("-n needs a whole number"))
    }

    @Test(arguments: [
        ("watch", "needs a length of time"), ("watch 2s", "no verb to watch"),
        ("watch ls", "no length of time"), ("watch 0.01s ls", "not between 100 ms and a day"),
        ("watch 2s quit", "nothing that changes"), ("watch 2s set", "nothing that changes"),
        ("watch 2s watch 2s ls", "nothing that changes"), ("watch -n 2", "needs a length of time"),
        ("watch -x 2s ls", "knows no option"),
    ])
    func `what cannot be is said`(line: String, words: String) {
        let (code, text, errors) = output(line)
        #expect(code == 2)
        #expect(text.isEmpty)
        #expect(errors.contains(words), "\(errors)")
    }

    @Test
    func `through a command it writes each time`() throws {
        try withTemporaryFolder { folder in
            let code = output("watch -n 2 0.1s ls -n 1 -o jsonl | cat > \(folder)/rows").code
            #expect(code == 0)
            let text = try String(contentsOfFile: folder + "/rows", encoding: .utf8)
            #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count == 4)
        }
    }
}
