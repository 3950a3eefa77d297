import Flows

/// What a curl command line asks for.
struct CurlCommand {
    private(set) var urls: [ShellCommand.ShellWord] = []
    private var method: String?
    private var headers: [(name: String, value: String)] = []
    /// Fields that curl must not add by itself, lower case.
    private var suppressed: Set<String> = []
    private var body: [UInt8]?
    /// What `-F` makes; it and other data exclude each other.
    private var form: CurlForm?
    private var query: [[UInt8]] = []
    private var requestTarget: String?
    private var isHead = false
    private var isGet = false
    private var isJSON = false
    private var protocolName: String?
    private var agent: String?
    private var referer: String?
    private var authorization: String?
    private var cookies: [String] = []

    private let source: ImportSource
    private let standardInput: [UInt8]?
    private let loadFile: (String) -> [UInt8]?

    /// `standardInput` is what a pipe or here-document feeds to it.
    init(
        _ command: ShellCommand,
        of source: ImportSource,
        standardInput: [UInt8]?,
        loadFile: @escaping (String) -> [UInt8]?
    ) throws(ImportProblem) {
        self.source = source
        self.standardInput = standardInput
        self.loadFile = loadFile
        var words = command.words.dropFirst()
        while let word = words.popFirst() {
            let text = word.text
            guard text.hasPrefix("-"), text.count > 1 else {
                urls.append(word)
                continue
            }
            try text.hasPrefix("--") ? readLong(word, &words) : readShort(word, &words)
        }
        guard !urls.isEmpty else {
            throw ImportProblem(source.place(line: command.line), "this curl command has no URL")
        }
    }

    // MARK: Options

    private mutating func readLong(
        _ word: ShellCommand.ShellWord,
        _ rest: inout ArraySlice<ShellCommand.ShellWord>
    ) throws(ImportProblem) {
        let name = word.text
        guard let option = CurlOption.named(name) else {
            if name == "--" { return }
            throw unknown(name, word)
        }
        let value = option.takesValue ? try self.value(of: name, word, &rest) : nil
        try apply(option, name, value, word)
    }

    /// `-sSL`, `-XPOST`, `-d data`
    private mutating func readShort(
        _ word: ShellCommand.ShellWord,
        _ rest: inout ArraySlice<ShellCommand.ShellWord>
    ) throws(ImportProblem) {
        var bytes = word.bytes.dropFirst()
        while let byte = bytes.popFirst() {
            let name = "-\(Character(Unicode.Scalar(byte)))"
            guard let option = CurlOption.named(name) else { throw unknown(name, word) }
            guard option.takesValue else {
                try apply(option, name, nil, word)
                continue
            }
            let value = bytes.isEmpty ? try self.value(of: name, word, &rest) : Array(bytes)
            return try apply(option, name, value, word)
        }
    }

    private func value(
        of name: String,
        _ word: ShellCommand.ShellWord,
        _ rest: inout ArraySlice<ShellCommand.ShellWord>
    ) throws(ImportProblem) -> [UInt8] {
        guard let value = rest.popFirst() else { throw problem("\(name) has no value", word) }
        return value.bytes
    }

    private mutating func apply(
        _ option: CurlOption,
        _ name: String,
        _ value: [UInt8]?,
        _ word: ShellCommand.ShellWord
    ) throws(ImportProblem) {
        let bytes = value ?? []
        let text = String(decoding: bytes, as: UTF8.self)
        switch option.meaning {
        case .method: method = text
        case .url: urls.append(ShellCommand.ShellWord(bytes: bytes, line: word.line))
        case .header: try addHeader(text, word)
        case .agent: agent = text
        case .referer: referer = text
        case .user:
            guard text.contains(":") else { throw problem("\(name) \(text): no password", word) }
            authorization = "Basic \(base64Text(bytes))"
        case .bearer: authorization = "Bearer \(text)"
        case .cookie:
            guard text.contains("=") else {
                throw problem("\(name) \(text) names a file of cookies, which is not read", word)
            }
            cookies.append(text)
        case .range: headers.append(("Range", "bytes=\(text)"))
        case .requestTarget: requestTarget = text
        case .query: query.append(try urlEncoded(bytes, word))
        case .head: isHead = true
        case .get: isGet = true
        case .http10: protocolName = "HTTP/1.0"
        case .data: addData(try data(bytes, word).filter { byte in !isDropped(byte, bytes) })
        case .dataBinary: addData(try data(bytes, word))
        case .dataRaw: addData(bytes)
        case .dataURLEncoded: addData(try urlEncoded(bytes, word))
        case .json:
            isJSON = true
            // Further pieces follow without a sign between.
            body = (body ?? []) + (try data(bytes, word))
        case .form, .formString:
            try addPart(bytes, isText: option.meaning == .formString, name, word)
        case .next:
            throw problem(
                "\(name) begins another request",
                word,
                hint: "write what follows it as a command of its own, with curl before it"
            )
        case .irrelevant: break
        case .unsupported:
            throw problem(
                "\(name) is not read here",
                word,
                hint: "say the same with --data-binary and -H"
            )
        }
    }

    private mutating func addHeader(
        _ text: String,
        _ word: ShellCommand.ShellWord
    ) throws(ImportProblem) {
        guard !text.hasPrefix("@") else {
            throw problem("-H \(text): a file of headers is not read here", word)
        }
        if let colon = text.firstIndex(of: ":") {
            let name = String(text[..<colon])
            let value = String(text[text.index(after: colon)...].drop { $0 == " " || $0 == "\t" })
            // `Accept:` alone keeps curl from sending its own.
            if value.isEmpty {
                suppressed.insert(name.lowercased())
            } else {
                headers.append((name, value))
            }
        } else if text.hasSuffix(";") {
            headers.append((String(text.dropLast()), ""))
        } else {
            throw problem("-H '\(text)': no header", word)
        }
    }

    // MARK: Data

    private mutating func addPart(
        _ value: [UInt8],
        isText: Bool,
        _ name: String,
        _ word: ShellCommand.ShellWord
    ) throws(ImportProblem) {
        var form = form ?? CurlForm()
        do throws(CurlForm.Problem) {
            if isText {
                try form.addText(value)
            } else {
                let (input, loadFile) = (standardInput, loadFile)
                try form.add(value) { $0 == "-" ? input : loadFile($0) }
            }
        } catch {
            let text = String(decoding: value.prefix { $0 != UInt8(ascii: "=") }, as: UTF8.self)
            throw problem("\(name) \(text): \(error.reason)", word)
        }
        self.form = form
    }

    /// What to say of a request whose boundary was chosen here; nil of others.
    func note(of head: MessageHead) -> String? {
        guard form != nil, let type = head.header("content-type") else { return nil }
        return
            "curl draws a boundary for -F each time; here it is that of the recorded type: \(type)"
    }

    private mutating func addData(_ piece: [UInt8]) {
        body = body.map { $0 + [UInt8(ascii: "&")] + piece } ?? piece
    }

    /// `-d @FILE` drops line breaks and zeros of the file, and of nothing else.
    private func isDropped(_ byte: UInt8, _ value: [UInt8]) -> Bool {
        value.first == UInt8(ascii: "@") && (byte == 0x0A || byte == 0x0D || byte == 0)
    }

    /// The text itself, or the file it names after `@`.
    private func data(
        _ value: [UInt8],
        _ word: ShellCommand.ShellWord
    ) throws(ImportProblem) -> [UInt8] {
        guard value.first == UInt8(ascii: "@") else { return value }
        return try file(String(decoding: value.dropFirst(), as: UTF8.self), word)
    }

    private func file(
        _ name: String,
        _ word: ShellCommand.ShellWord
    ) throws(ImportProblem) -> [UInt8] {
        if name == "-" {
            guard let standardInput else {
                throw problem("the body comes from standard input, which is not here", word)
            }
            return standardInput
        }
        guard let bytes = loadFile(name) else {
            throw problem("cannot read the file \(name)", word)
        }
        return bytes
    }

    /// `content`, `=content`, `name=content`, `@file`, `name@file`
    private func urlEncoded(
        _ value: [UInt8],
        _ word: ShellCommand.ShellWord
    ) throws(ImportProblem) -> [UInt8] {
        let mark = value.firstIndex { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: "@") }
        guard let mark else { return encoded(value) }
        let name = Array(value[..<mark])
        var content = Array(value[(mark + 1)...])
        if value[mark] == UInt8(ascii: "@") {
            content = try file(String(decoding: content, as: UTF8.self), word)
        }
        return (name.isEmpty ? [] : name + [UInt8(ascii: "=")]) + encoded(content)
    }

    private func encoded(_ bytes: [UInt8]) -> [UInt8] {
        Array(percentEncoded(String(decoding: bytes, as: UTF8.self)).utf8)
    }

    // MARK: Request

    /// The request to one of the URLs, with the fields that curl adds by itself and everybody's curl adds
    /// alike; `User-Agent`, which depends on its version, is not among them.
    func request(
        to word: ShellCommand.ShellWord
    ) throws(ImportProblem) -> (head: MessageHead, body: [UInt8], scheme: String) {
        guard let url = HTTPURL(word.text) else {
            throw problem("'\(word.text)' is no HTTP URL", word)
        }
        guard form == nil || body == nil && !isGet else {
            throw problem("-F and other data, or -G, exclude each other", word)
        }
        let boundary = form?.boundary ?? ""
        let body = form?.body(boundary: boundary) ?? body
        let sendsBody = body != nil && !isGet
        let verb = method ?? (isHead ? "HEAD" : sendsBody ? "POST" : "GET")
        var target = requestTarget ?? url.target
        var additions = query
        if isGet, let body { additions.append(body) }
        if !additions.isEmpty {
            let text = additions.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "&")
            target += (target.contains("?") ? "&" : "?") + text
        }
        let content = sendsBody ? body ?? [] : []
        let head = MessageHead(
            method: verb,
            target: target,
            protocolName: protocolName,
            headers: fields(
                url,
                sendsBody: sendsBody,
                bodyBytes: content.count,
                boundary: form == nil ? nil : boundary
            )
        )
        return (head, content, url.scheme)
    }

    private func fields(
        _ url: HTTPURL,
        sendsBody: Bool,
        bodyBytes: Int,
        boundary: String?
    ) -> [(name: String, value: String)] {
        func isOpen(_ name: String) -> Bool {
            !suppressed.contains(name) && !headers.contains { $0.name.lowercased() == name }
        }
        var fields: [(name: String, value: String)] = []
        if isOpen("host") { fields.append(("Host", url.authority)) }
        fields += headers.filter { $0.name.lowercased() == "host" }
        let basic = url.userInfo.map { "Basic \(base64Text(Array(percentDecoded($0).utf8)))" }
        if let value = authorization ?? basic, isOpen("authorization") {
            fields.append(("Authorization", value))
        }
        if let agent, isOpen("user-agent") { fields.append(("User-Agent", agent)) }
        if isOpen("accept") { fields.append(("Accept", isJSON ? "application/json" : "*/*")) }
        if let referer, isOpen("referer") { fields.append(("Referer", referer)) }
        if !cookies.isEmpty, isOpen("cookie") {
            fields.append(("Cookie", cookies.joined(separator: ";")))
        }
        fields += headers.filter { $0.name.lowercased() != "host" }
        if let boundary {
            // curl puts the boundary behind a type that was given, too.
            let index = fields.firstIndex { $0.name.lowercased() == "content-type" }
            let type = index.map { fields.remove(at: $0).value } ?? "multipart/form-data"
            fields.append(("Content-Length", String(bodyBytes)))
            fields.append(("Content-Type", "\(type); boundary=\(boundary)"))
            return fields
        }
        guard sendsBody else { return fields }
        let isChunked = headers.contains { $0.name.lowercased() == "transfer-encoding" }
        if isOpen("content-length"), !isChunked {
            fields.append(("Content-Length", String(bodyBytes)))
        }
        if isOpen("content-type") {
            let type = isJSON ? "application/json" : "application/x-www-form-urlencoded"
            fields.append(("Content-Type", type))
        }
        return fields
    }

    private func unknown(_ name: String, _ word: ShellCommand.ShellWord) -> ImportProblem {
        problem("curl's option \(name) is not known here", word, hint: "leave it out")
    }

    private func problem(
        _ reason: String,
        _ word: ShellCommand.ShellWord,
        hint: String? = nil
    ) -> ImportProblem {
        ImportProblem(source.place(line: word.line), reason, hint: hint)
    }
}
