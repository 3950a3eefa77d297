import Flows

/// A pytest file: for each flow one test that calls the handler with the recorded event and expects the
/// recorded result or error.
///
/// The handler is imported when a test runs, from where pytest was started or from `WAYBILL_CODE`.
struct PytestWriter: FlowWriter {
    /// `app.handler`
    let handler: String
    /// A file tests one handler: that of the first flow.
    private var function: String?

    init(handler: String) { self.handler = handler }

    mutating func opening() -> [UInt8] {
        Array(
            #"""
            """Requests recorded by Waybill, as tests of the handler.

            Run them from the function's folder: python -m pytest FILE
            WAYBILL_HANDLER names another handler, WAYBILL_CODE another folder.
            """
            import importlib
            import json
            import os
            import sys

            import pytest

            HANDLER = os.environ.get("WAYBILL_HANDLER", \#(pythonText(handler)))
            # Fields of a result that may differ from run to run, such as "headers.date" or "body.id".
            IGNORED = ()


            class Context:
                """What a handler sees of its invocation."""

                def __init__(self, function_name, request_id, memory_mb):
                    self.function_name = function_name
                    self.function_version = "$LATEST"
                    self.aws_request_id = request_id
                    self.memory_limit_in_mb = str(memory_mb)
                    self.invoked_function_arn = (
                        "arn:aws:lambda:us-east-1:123456789012:function:" + function_name
                    )
                    self.log_group_name = "/aws/lambda/" + function_name
                    self.log_stream_name = "2026/01/01/[$LATEST]" + "0" * 32
                    self.identity = None
                    self.client_context = None
                    self.tenant_id = None

                def get_remaining_time_in_millis(self):
                    return 30000


            @pytest.fixture
            def handler():
                sys.path.insert(0, os.path.abspath(os.environ.get("WAYBILL_CODE", ".")))
                module, _, name = HANDLER.rpartition(".")
                return getattr(importlib.import_module(module.replace("/", ".")), name)


            def plain(result):
                """The result as the gateway reads it: JSON, and JSON inside a body."""
                result = json.loads(json.dumps(result))
                if isinstance(result, dict) and isinstance(result.get("body"), str):
                    try:
                        result["body"] = json.loads(result["body"])
                    except ValueError:
                        pass
                for path in IGNORED:
                    place, (*parents, last) = result, path.split(".")
                    for name in parents:
                        place = place.get(name) if isinstance(place, dict) else None
                    if isinstance(place, dict):
                        place.pop(last, None)
                return result


            """#.utf8
        )
    }

    mutating func write(
        _ flow: RecordedFlow,
        _ disclosure: Disclosure
    ) throws(ExportError) -> [UInt8] {
        guard let event = flow.content(.event) else { throw .noEvent(flow) }
        guard (try? checkJSON(event)) != nil else {
            throw ExportError(
                "the event of \(flow.flow.id.shortID) is no JSON",
                hint: "export \(flow.flow.id.shortID) --as event"
            )
        }
        let attempt = flow.flow.lastAttempt
        if let function, function != attempt?.triggered.function {
            throw ExportError(
                "\(flow.flow.id.shortID) is of another function than the first",
                hint: "export each function's requests apart: function \(function)"
            )
        }
        let expectation = try expectation(flow, disclosure)
        function = attempt?.triggered.function
        let text = """

            def test_\(flow.flow.id.shortID)(handler):
                \(pythonText(flow.title(disclosure)))
                event = json.loads(
                    r\"\"\"
            \(laidOut(disclosure.json(event)))
            \"\"\"
                )
                context = Context(
                    \(pythonText(attempt?.triggered.function ?? "unknown")),
                    \(pythonText(flow.lambdaRequestID)),
                    \(attempt?.executed?.memorySizeMB ?? 128),
                )
            \(expectation)

            """
        return Array(text.utf8)
    }

    /// The lines that call the handler and compare.
    private func expectation(
        _ flow: RecordedFlow,
        _ disclosure: Disclosure
    ) throws(ExportError) -> String {
        guard let executed = flow.flow.lastAttempt?.executed else {
            let cause = flow.flow.lastAttempt?.aborted?.cause.rawValue ?? "unknown"
            throw ExportError(
                "\(flow.flow.id.shortID) has no answer of the function to expect: \(cause)",
                hint: "steps \(flow.flow.id.shortID)"
            )
        }
        let result = flow.content(.result).flatMap { try? JSONNode($0) }
        if executed.isError {
            let type = executed.errorType ?? result?["errorType"]?.string
            let message = result?["errorMessage"]?.string ?? flow.flow.errorMessage
            var lines = [
                "    with pytest.raises(Exception) as raised:", "        handler(event, context)",
            ]
            if let type {
                lines.append("    assert raised.type.__name__ == \(pythonText(shortType(type)))")
            }
            if let message {
                lines.append("    assert str(raised.value) == \(pythonText(message))")
            }
            return lines.joined(separator: "\n")
        }
        guard let bytes = flow.content(.result) else {
            throw ExportError(
                "the result of \(flow.flow.id.shortID) is not there to expect",
                hint: "show \(flow.flow.id.shortID)"
            )
        }
        guard result != nil else {
            throw ExportError(
                "the result of \(flow.flow.id.shortID) is no JSON",
                hint: "show \(flow.flow.id.shortID)"
            )
        }
        return """
                expected = json.loads(
                    r\"\"\"
            \(laidOut(disclosure.json(bytes)))
            \"\"\"
                )
                assert plain(handler(event, context)) == plain(expected)
            """
    }

    /// `KeyError` of `app.errors.KeyError`: Python's runtime names the class alone, others the path.
    private func shortType(_ type: String) -> String {
        type.split(separator: ".").last.map { String($0) } ?? type
    }

    /// JSON on several lines. Two quotes may stand together in JSON text, three cannot: between line
    /// breaks it fits a raw string in three quotes as it is.
    private func laidOut(_ json: [UInt8]) -> String {
        String(decoding: indentedJSON(json), as: UTF8.self)
    }
}

/// Text as a Python string literal: JSON's escapes are Python's too.
private func pythonText(_ text: String) -> String {
    var json = JSONWriter()
    json.string(text)
    return String(decoding: json.bytes, as: UTF8.self)
}
