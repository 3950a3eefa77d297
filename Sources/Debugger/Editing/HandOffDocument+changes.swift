import Flows
import HTTPServer
import Lambda
import Queries

extension HandOffDocument {
    /// What is different in another document of the same kind, each by its name. A text that holds
    /// JSON is compared member by member; white space between its parts is no difference.
    func changes(to other: HandOffDocument) -> [AppliedChange] {
        var comparer = ValueComparer(FlowComparison.Options(isStrict: true))
        let (before, after) = (parts, other.parts)
        for name in before.map(\.path)
            + after.map(\.path).filter({ !before.map(\.path).contains($0) })
        {
            comparer.compare(
                before.first { $0.path == name }?.value,
                after.first { $0.path == name }?.value,
                at: name
            )
        }
        return comparer.differences.map { difference in
            AppliedChange(
                path: difference.path.text,
                before: difference.left?.jsonText,
                after: difference.right?.jsonText
            )
        }
    }

    /// The document's parts under their names.
    private var parts: [(path: [String], value: ComparedValue)] {
        switch self {
        case .event(let bytes): [(["event"], ComparedValue(bytes))]
        case .result(let bytes): bytes.map { [(["result"], ComparedValue($0))] } ?? []
        case .request(let request):
            [
                (["request", "method"], .json(.string(request.method))),
                (["request", "target"], .json(.string(request.target))),
            ] + Self.parts("request", request.headers, request.body)
        case .response(let response):
            [(["response", "status"], .json(.number(String(response.status))))]
                + Self.parts("response", response.headers, response.body)
        }
    }

    private static func parts(
        _ name: String,
        _ headers: [HTTPField],
        _ body: [UInt8]
    ) -> [(path: [String], value: ComparedValue)] {
        var fields: [(path: [String], value: ComparedValue)] = []
        for header in headers {
            let path = [name, "headers", header.name.lowercased()]
            guard !fields.contains(where: { $0.path == path }) else { continue }
            let values = headers.filter { equalIgnoringASCIICase($0.name, header.name) }
            let text = values.map(\.value).joined(separator: ", ")
            fields.append((path, .json(.string(text))))
        }
        return body.isEmpty ? fields : fields + [([name, "body"], ComparedValue(body))]
    }
}

extension ComparedValue {
    /// What is no text is told by its size.
    fileprivate var jsonText: [UInt8] {
        switch self {
        case .json(let value): value.bytes
        case .text(let text): JSONValue.string(text).bytes
        case .binary(let bytes): JSONValue.string("\(bytes.count) bytes").bytes
        }
    }
}
