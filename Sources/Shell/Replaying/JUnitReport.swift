import Debugger
import Flows

/// Replays as test cases, in the XML that CI systems read: one suite, a case for each flow. A replay
/// that failed, or with `--expect same` differs, is a failure; one whose end nobody knows an error; one
/// that was not begun is skipped.
///
/// - SeeAlso: [The JUnit XML format](https://github.com/testmoapp/junitxml), as Jenkins, GitLab and
///   others read it.
struct JUnitReport {
    let items: [ReplayedItem]
    let name: String
    let startedAt: Timestamp
    let microseconds: Int64
    let expectsSame: Bool

    var lines: [String] {
        let failures = items.count { isFailure($0) }
        let errors = items.count { $0.result == .unknown }
        let skipped = items.count { $0.result == .refused || $0.result == .left }
        let counts =
            "tests=\"\(items.count)\" failures=\"\(failures)\" errors=\"\(errors)\" "
            + "skipped=\"\(skipped)\" time=\"\(seconds(microseconds))\""
        return [
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
            "<testsuites name=\"waybill\" \(counts)>",
            "  <testsuite name=\"\(xmlText(name))\" \(counts) "
                + "timestamp=\"\(startedAt.rfc3339(decimals: 0).dropLast())\">",
        ] + items.flatMap(testCase) + ["  </testsuite>", "</testsuites>"]
    }

    private func isFailure(_ item: ReplayedItem) -> Bool {
        switch item.result {
        case .ok, .failed: item.isNegative(expectsSame: expectsSame)
        case .refused, .unknown, .left: false
        }
    }

    private func testCase(_ item: ReplayedItem) -> [String] {
        let title = "\(methodWord(item.origin)) \(pathWord(item.origin)) \(item.origin.id.shortID)"
        let function = item.replay?.function ?? item.origin.function ?? "waybill"
        let time = seconds(item.replay?.durationMicroseconds ?? 0)
        let head =
            "    <testcase name=\"\(xmlText(title))\" classname=\"\(xmlText(function))\" "
            + "time=\"\(time)\""
        switch item.result {
        case .refused, .left:
            let reason = item.reason ?? "not begun"
            return [
                head + ">", "      <skipped message=\"\(xmlText(reason))\"/>", "    </testcase>",
            ]
        case .unknown:
            return [
                head + ">",
                "      <error message=\"begun, and nobody knows its end\" type=\"unknown\"/>",
                "    </testcase>",
            ]
        case .ok, .failed:
            guard isFailure(item) else { return [head + "/>"] }
            return [head + ">"] + failure(item) + ["    </testcase>"]
        }
    }

    private func failure(_ item: ReplayedItem) -> [String] {
        let message =
            item.isSame == false
            ? "differs from its origin: " + item.differences.joined(separator: ", ")
            : item.reason ?? "failed"
        let type = item.isSame == false ? "different" : "failed"
        var text = "replay \(item.replay.map { "\($0.id.shortID)" } ?? "—")\n"
        for line in item.differenceLines { text += line + "\n" }
        let element =
            "      <failure message=\"\(xmlText(message))\" type=\"\(type)\">"
            + xmlText(text, inAttribute: false) + "</failure>"
        return element.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    }

    private func seconds(_ microseconds: Int64) -> String {
        decimal(microseconds, scale: 1_000_000, decimals: 3)
    }
}

/// Text inside an attribute or element, in ASCII. Characters that XML cannot hold at all become U+FFFD.
func xmlText(_ text: String, inAttribute: Bool = true) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        case "&": result += "&amp;"
        case "\"": result += "&quot;"
        // A reader makes blanks of them in an attribute.
        case "\n" where !inAttribute: result.unicodeScalars.append(scalar)
        case "\t", "\n", "\r": result += "&#\(scalar.value);"
        case " "..."~": result.unicodeScalars.append(scalar)
        default:
            let isAllowed = scalar.value >= 0x20 && scalar.value & 0xFFFE != 0xFFFE
            result += "&#\(isAllowed ? scalar.value : 0xFFFD);"
        }
    }
    return result
}
