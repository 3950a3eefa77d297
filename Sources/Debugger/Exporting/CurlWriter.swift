import Flows

/// A `curl` command line that sends the recorded request again: method, target, header fields and body
/// as they were, and nothing that curl would add by itself.
///
/// A body that is no plain text, or too long for an argument, is fed through `base64 -d`.
/// - SeeAlso: [curl's manual](https://curl.se/docs/manpage.html)
struct CurlWriter: FlowWriter {
    /// Longer bodies go through standard input: Linux takes 128 KiB an argument.
    private static let longestArgument = 96 << 10
    /// From this size on curl asks with `Expect: 100-continue` before it sends a body.
    private static let expectLimit = 1 << 20

    mutating func write(
        _ flow: RecordedFlow,
        _ disclosure: Disclosure
    ) throws(ExportError) -> [UInt8] {
        guard let (head, body) = flow.request, let method = head.method, let target = head.target
        else { throw .noRequest(flow) }
        let shown = disclosure.body(body, type: head.header("content-type"))
        var text = "# \(flow.title(disclosure))\n"
        if flow.flow.sent?.isComplete == false {
            text += "# the body was cut off when this was recorded: only what came is here\n"
        }
        let untold = flow.untoldParts
        if !untold.isEmpty {
            text += "# not in its source, and so not here: \(untold.joined(separator: ", "))\n"
        }
        let isArgument = isPlainText(shown) && shown.count <= Self.longestArgument
        var lines = [command(method, body: shown, head) + url(flow, head, target, disclosure)]
        lines += headerOptions(head, body: shown, disclosure)
        if !shown.isEmpty {
            lines.append(
                isArgument
                    ? "--data-raw \(shellQuoted(String(decoding: shown, as: UTF8.self)))"
                    : "--data-binary @-"
            )
        } else if needsEmptyBody(head, method) {
            lines.append("--data-raw ''")
        }
        let command = lines.joined(separator: " \\\n  ")
        if shown.isEmpty || isArgument {
            text += command + "\n"
        } else {
            text += "base64 -d <<'EOF' | \(command)\n\(wrapped(base64Text(shown)))EOF\n"
        }
        return Array(text.utf8)
    }

    private func command(_ method: String, body: [UInt8], _ head: MessageHead) -> String {
        var words = "curl"
        switch method {
        case "GET" where body.isEmpty: break
        // `-X HEAD` would wait for a body that never comes.
        case "HEAD" where body.isEmpty: words += " --head"
        default: words += " -X \(shellQuoted(method))"
        }
        if head.protocolName == "HTTP/1.0" { words += " --http1.0" }
        return words + " "
    }

    private func url(
        _ flow: RecordedFlow,
        _ head: MessageHead,
        _ target: String,
        _ disclosure: Disclosure
    ) -> String {
        let shown = disclosure.target(target)
        let url = flow.url(of: head, target: shown).url
        var options = ""
        if !target.hasPrefix("/") || target.contains("#") {
            options += "--request-target \(shellQuoted(shown)) "
        }
        if target.contains("/.") { options += "--path-as-is " }
        if target.contains(where: { "[]{}".contains($0) }) { options += "--globoff " }
        return options + shellQuoted(url)
    }

    private func headerOptions(
        _ head: MessageHead,
        body: [UInt8],
        _ disclosure: Disclosure
    ) -> [String] {
        var options: [String] = []
        var isHostGiven = false
        for (name, value) in head.headers {
            switch name.lowercased() {
            // The URL says it, once.
            case "host" where !isHostGiven: isHostGiven = true
            case "content-length": continue
            default:
                let shown = disclosure.header(name, value)
                // Without a semicolon curl takes an empty value for «do not send this».
                options.append(
                    "-H \(shellQuoted(shown.isEmpty ? "\(name);" : "\(name): \(shown)"))"
                )
            }
        }
        var additions = ["User-Agent", "Accept"]
        let hasBody = !body.isEmpty || needsEmptyBody(head, head.method ?? "")
        if hasBody { additions.append("Content-Type") }
        if body.count >= Self.expectLimit { additions.append("Expect") }
        for name in additions where head.header(name) == nil { options.append("-H '\(name):'") }
        return options
    }

    /// A request that said `Content-Length: 0`.
    private func needsEmptyBody(_ head: MessageHead, _ method: String) -> Bool {
        head.header("content-length") == "0" && method != "GET" && method != "HEAD"
    }

    /// Whether a terminal takes the bytes as they are when they are pasted.
    private func isPlainText(_ bytes: [UInt8]) -> Bool {
        bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x0A || $0 == 0x09 }
            && bytes.withUnsafeBufferPointer { isValidUTF8($0) }
    }

    /// Lines of 76 characters, each with its line feed.
    private func wrapped(_ text: String) -> String {
        var lines = ""
        var rest = text[...]
        while !rest.isEmpty {
            lines += rest.prefix(76) + "\n"
            rest = rest.dropFirst(76)
        }
        return lines
    }
}

/// Text as one word of a POSIX shell.
func shellQuoted(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy {
        switch $0 {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
            UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: ","):
            true
        default: false
        }
    }
    if isPlain, !text.isEmpty { return text }
    return "'"
        + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#)
        + "'"
}
