import Foundation
import Synchronization
import Testing

private let recorded = Mutex<[String: String]>([:])

/// Compares a screen with the one recorded under `name` in `RecordedScreens.swift`.
///
/// With `RECORD_SCREENS=1` in the environment the file is written anew from what the tests show;
/// read the difference before you commit it.
func expectScreen(_ name: String, _ text: String, location: SourceLocation = #_sourceLocation) {
    guard ProcessInfo.processInfo.environment["RECORD_SCREENS"] != nil else {
        let expected = recordedScreens[name].map { $0.isEmpty ? "" : $0 + "\n" }
        #expect(text == expected, "screen '\(name)'", sourceLocation: location)
        return
    }
    recorded.withLock { screens in
        screens[name] = text
        var source = """
            // Written by the tests with RECORD_SCREENS=1; compared whole by expectScreen.
            // swift-format-ignore-file

            let recordedScreens: [String: String] = [

            """
        for (name, text) in screens.sorted(by: { $0.key < $1.key }) {
            let body = text.hasSuffix("\n") ? String(text.dropLast()) : text
            source += "\"\(name)\": ##\"\"\"\n\(body)\n\"\"\"##,\n"
        }
        source += "]\n"
        let path = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "RecordedScreens.swift")
        try? Data(source.utf8).write(to: path)
    }
}
