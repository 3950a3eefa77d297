import Flows

#if canImport(Glibc)
import Glibc
#endif

/// The credentials of an AWS caller. They are kept in memory only: nothing here prints or records them.
public struct AWSCredentials: Equatable, Sendable, CustomStringConvertible {
    let accessKeyID: String
    let secretAccessKey: String
    /// Of temporary credentials.
    let sessionToken: String?

    /// - Throws: a value that cannot be one of a request's headers; which one, and never its text.
    init(
        accessKeyID: String,
        secretAccessKey: String,
        sessionToken: String?
    ) throws(ReplayRefusal) {
        for (name, value) in [
            (AWSVariable.accessKeyID, accessKeyID), (.secretAccessKey, secretAccessKey),
            (.sessionToken, sessionToken ?? "-"),
        ] {
            guard !value.isEmpty, value.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
                throw ReplayRefusal(
                    "\(name.rawValue) holds a character that no credential has",
                    hint: AWSVariable.credentialsHint
                )
            }
        }
        self.accessKeyID = accessKeyID
        self.secretAccessKey = secretAccessKey
        self.sessionToken = sessionToken
    }

    /// Those of an environment; nil without an access key id.
    /// - Throws: half of them.
    init?(environment: (String) -> String?) throws(ReplayRefusal) {
        func value(_ variable: AWSVariable) -> String? {
            environment(variable.rawValue).flatMap { $0.isEmpty ? nil : $0 }
        }
        let (id, secret) = (value(.accessKeyID), value(.secretAccessKey))
        guard let id else { return nil }
        guard let secret else {
            throw ReplayRefusal(
                "\(AWSVariable.accessKeyID.rawValue) is set, "
                    + "and \(AWSVariable.secretAccessKey.rawValue) is not",
                hint: AWSVariable.credentialsHint
            )
        }
        try self.init(accessKeyID: id, secretAccessKey: secret, sessionToken: value(.sessionToken))
    }

    /// `…MPLE`: the last four characters of the access key id, by which its owner knows it.
    public var description: String { accessKeyID.count < 8 ? "…" : "…\(accessKeyID.suffix(4))" }

    /// Takes the credentials out of what another service said: AWS repeats a request's headers, the
    /// session token among them, when it refuses the signature.
    func removed(from text: [UInt8]) -> [UInt8] {
        var text = text
        for secret in [sessionToken, secretAccessKey, accessKeyID].compactMap({ $0 }) {
            // JSON may write a slash with a backslash.
            for form in Set([secret, secret.replacing("/", with: "\\/")]) {
                text = replaced(Array(form.utf8), in: text, by: Array(maskedValue.utf8))
            }
        }
        return text
    }

    func removed(from text: String) -> String {
        String(decoding: removed(from: Array(text.utf8)), as: UTF8.self)
    }
}

/// The text with every `part` replaced. Results have megabytes, and the event loop waits: so it looks
/// with `memchr`.
private func replaced(_ part: [UInt8], in text: [UInt8], by mark: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var taken = 0
    text.withUnsafeBytes { bytes in
        var start = 0
        while start + part.count <= bytes.count,
            let found = memchr(
                bytes.baseAddress! + start,
                Int32(part[0]),
                bytes.count - part.count + 1 - start
            )
        {
            let index = UnsafeRawPointer(found) - bytes.baseAddress!
            guard memcmp(found, part, part.count) == 0 else {
                start = index + 1
                continue
            }
            result += bytes[taken..<index]
            result += mark
            (start, taken) = (index + part.count, index + part.count)
        }
    }
    return taken == 0 ? text : result + text[taken...]
}

/// The variables of AWS's tools that count for a signature.
///
/// - SeeAlso: [Environment variables](https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-envvars.html)
enum AWSVariable: String {
    case accessKeyID = "AWS_ACCESS_KEY_ID"
    case secretAccessKey = "AWS_SECRET_ACCESS_KEY"
    case sessionToken = "AWS_SESSION_TOKEN"
    case region = "AWS_REGION"
    case defaultRegion = "AWS_DEFAULT_REGION"

    static let credentialsHint = "eval \"$(aws configure export-credentials --format env)\""
}
