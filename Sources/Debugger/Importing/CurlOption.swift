/// An option of curl, as far as it says something about the request.
struct CurlOption {
    enum Meaning {
        case method, url, header, agent, referer, user, bearer, cookie, range, requestTarget, query
        case head, get, http10
        /// `-d`: line breaks of a file are dropped.
        case data
        case dataBinary, dataRaw, dataURLEncoded, json
        case form, formString
        /// What follows is another request.
        case next
        /// About the connection or the output, not about the request.
        case irrelevant
        /// About the request, in a way that is not read here.
        case unsupported
    }

    let names: [String]
    let takesValue: Bool
    let meaning: Meaning

    private init(_ names: String, _ meaning: Meaning, value: Bool) {
        self.names = names.split(separator: " ").map { String($0) }
        self.meaning = meaning
        takesValue = value
    }

    static func named(_ name: String) -> CurlOption? { byName[name] }

    private static let byName: [String: CurlOption] = Dictionary(
        all.flatMap { option in option.names.map { ($0, option) } },
        uniquingKeysWith: { first, _ in first }
    )

    private static let all: [CurlOption] =
        [
            CurlOption("-X --request", .method, value: true),
            CurlOption("--url", .url, value: true),
            CurlOption("-H --header", .header, value: true),
            CurlOption("-A --user-agent", .agent, value: true),
            CurlOption("-e --referer", .referer, value: true),
            CurlOption("-u --user", .user, value: true),
            CurlOption("--oauth2-bearer", .bearer, value: true),
            CurlOption("-b --cookie", .cookie, value: true),
            CurlOption("-r --range", .range, value: true),
            CurlOption("--request-target", .requestTarget, value: true),
            CurlOption("--url-query", .query, value: true),
            CurlOption("-I --head", .head, value: false),
            CurlOption("-G --get", .get, value: false),
            CurlOption("-0 --http1.0", .http10, value: false),
            CurlOption("-d --data --data-ascii", .data, value: true),
            CurlOption("--data-binary", .dataBinary, value: true),
            CurlOption("--data-raw", .dataRaw, value: true),
            CurlOption("--data-urlencode", .dataURLEncoded, value: true),
            CurlOption("--json", .json, value: true),
            CurlOption("-F --form", .form, value: true),
            CurlOption("--form-string", .formString, value: true),
            CurlOption("--next -:", .next, value: false),
        ]
        + irrelevantSwitches.map { CurlOption($0, .irrelevant, value: false) }
        + irrelevantValues.map { CurlOption($0, .irrelevant, value: true) }
        + unsupportedSwitches.map { CurlOption($0, .unsupported, value: false) }
        + unsupportedValues.map { CurlOption($0, .unsupported, value: true) }

    private static let irrelevantSwitches = [
        "-s --silent", "-S --show-error", "-k --insecure", "-L --location", "--location-trusted",
        "-v --verbose", "-i --include --show-headers", "-f --fail", "--fail-with-body",
        "-N --no-buffer", "-# --progress-bar", "--no-progress-meter", "--http1.1", "--http2",
        "--http2-prior-knowledge", "--http3", "-g --globoff", "--path-as-is", "-4 --ipv4",
        "-6 --ipv6", "-O --remote-name", "-J --remote-header-name", "-q --disable", "--basic",
        "--no-keepalive", "--tcp-nodelay", "--raw", "--tlsv1.2", "--tlsv1.3", "-1 --tlsv1",
        // Which encodings this asks for depends on how curl was built.
        "--compressed", "--create-dirs", "-j --junk-session-cookies", "--no-sessionid",
        "--styled-output", "--no-styled-output", "--post301", "--post302", "--post303",
        "--retry-all-errors", "--retry-connrefused", "--ssl-no-revoke",
    ]

    private static let irrelevantValues = [
        "-o --output", "-w --write-out", "-m --max-time", "--connect-timeout", "--retry",
        "--retry-delay", "--retry-max-time", "-x --proxy", "--noproxy", "--cacert", "--capath",
        "-E --cert", "--cert-type", "--key", "--key-type", "--pass", "--resolve", "--connect-to",
        "--interface", "-c --cookie-jar", "-D --dump-header", "--limit-rate", "--max-redirs",
        "--ciphers", "--stderr", "--trace", "--trace-ascii", "--max-filesize", "-y --speed-time",
        "-Y --speed-limit", "--keepalive-time", "--output-dir", "--unix-socket", "--dns-servers",
        "--tls-max", "--tls13-ciphers", "--curves", "--proxy-user -U", "--expect100-timeout",
    ]

    private static let unsupportedSwitches = [
        "--digest", "--ntlm", "--negotiate", "--anyauth", "-n --netrc",
        "--netrc-optional", "-a --append", "-Z --parallel",
    ]

    private static let unsupportedValues = [
        "-T --upload-file", "-K --config", "--aws-sigv4",
        "--netrc-file", "-z --time-cond", "--variable", "-C --continue-at",
    ]
}
