import EventStore
import Flows
import Foundation
import HTTPServer

/// The part of the control socket that imports and exports use.
///
/// | call | answer |
/// | --- | --- |
/// | `POST /exports` | 204; puts on record that flows were taken out of the log |
/// | `POST /imports` | 200 and a line with the batch's id; the connection stays open while the import goes on, and its end ends the import |
/// | `POST /imports/ID/flows` | 200, how many of the stories in the body were new; they are committed |
/// | `POST /imports/ID/end` | 204; the batch is complete |
///
/// One import at a time: what is there already is looked up before it is recorded.
///
/// Owned by the service's event loop; only the look-up runs on a thread of its own.
final class TransferCalls: @unchecked Sendable {
    private let log: EventLog
    private let executor: EventLoopExecutor
    private let lookUps = DispatchQueue(label: "waybill.import")
    private var current: ImportRecorder?

    init(log: EventLog, executor: EventLoopExecutor) {
        self.log = log
        self.executor = executor
    }

    /// - Returns: false when the call is none of these.
    func respond(to request: HTTPRequest, on exchange: HTTPExchange) -> Bool {
        let parts = request.path.split(separator: "/")
        switch (request.method, parts.first, parts.count) {
        case ("POST", "exports"?, 1): takeExport(request, on: exchange)
        case ("POST", "imports"?, 1): beginImport(request, on: exchange)
        case ("POST", "imports"?, 3) where parts[2] == "flows" || parts[2] == "end":
            guard let recorder = current, recorder.batchID == FlowID(uuidText: parts[1]) else {
                exchange.send(HTTPResponse(status: 404, message: "no import \(parts[1]) goes on"))
                return true
            }
            if parts[2] == "flows" {
                takeStories(request, recorder, on: exchange)
            } else {
                endImport(request, recorder, on: exchange)
            }
        default: return false
        }
        return true
    }

    private func takeExport(_ request: HTTPRequest, on exchange: HTTPExchange) {
        guard let export = ExportRecord(json: request.body) else {
            exchange.send(HTTPResponse(status: 400, message: "not the record of an export"))
            return
        }
        executor.start { [log] in
            do throws(RecordingError) {
                try log.checkAcceptance()
                export.record(in: log)
                try await log.commit()
                exchange.send(HTTPResponse(status: 204))
            } catch {
                exchange.send(HTTPResponse(status: 503, message: error.description))
            }
        }
    }

    // MARK: Imports

    private func beginImport(_ request: HTTPRequest, on exchange: HTTPExchange) {
        guard let description = ImportDescription(json: request.body) else {
            exchange.send(HTTPResponse(status: 400, message: "not the description of an import"))
            return
        }
        guard current == nil else {
            exchange.send(HTTPResponse(status: 409, message: "another import goes on"))
            return
        }
        let recorder: ImportRecorder
        do throws(LogError) {
            let presence = try FlowPresence(path: log.path)
            recorder = ImportRecorder(description, log: log, presence: presence)
        } catch {
            exchange.send(HTTPResponse(status: 503, message: error.description))
            return
        }
        current = recorder
        exchange.onClientGone { [self] in giveUp(recorder) }
        executor.start { [self] in
            do throws(RecordingError) {
                try await recorder.begin()
            } catch {
                current = nil
                if !exchange.isClientGone {
                    exchange.send(HTTPResponse(status: 503, message: error.description))
                }
                return
            }
            guard !exchange.isClientGone else { return }
            let stream = exchange.stream(
                HTTPResponse(jsonLines: [])
            )
            stream.write(Array("{\"batch\":\"\(recorder.batchID)\"}\n".utf8))
        }
    }

    private func takeStories(
        _ request: HTTPRequest,
        _ recorder: ImportRecorder,
        on exchange: HTTPExchange
    ) {
        let stories: [ImportedStory]
        do throws(StoryFrameError) {
            stories = try StoryFrame.stories(in: request.body)
        } catch {
            exchange.send(
                HTTPResponse(
                    status: 400,
                    message: "the stories cannot be read: \(error.description)"
                )
            )
            return
        }
        executor.start { [self] in
            do {
                let known = try await lookUp(stories, recorder)
                guard current === recorder else {
                    exchange.send(HTTPResponse(status: 404, message: "the import was given up"))
                    return
                }
                let count = try await recorder.record(stories, known: known)
                let text =
                    "{\"imported\":\(count.imported),\"present\":\(count.present),"
                    + "\"named\":\(count.named)}"
                exchange.send(HTTPResponse(status: 200, json: Array(text.utf8)))
            } catch {
                exchange.send(HTTPResponse(status: 503, message: "\(error)"))
            }
        }
    }

    private func lookUp(
        _ stories: [ImportedStory],
        _ recorder: ImportRecorder
    ) async throws -> ImportRecorder.Known {
        try await withCheckedThrowingContinuation { continuation in
            lookUps.async {
                continuation.resume(with: Result { try recorder.present(among: stories) })
            }
        }
    }

    private func endImport(
        _ request: HTTPRequest,
        _ recorder: ImportRecorder,
        on exchange: HTTPExchange
    ) {
        let refused = (try? EventFields(json: request.body))?.integer("refused") ?? 0
        current = nil
        executor.start {
            do throws(RecordingError) {
                try await recorder.end(refused: Int(refused), isComplete: true)
                exchange.send(HTTPResponse(status: 204))
            } catch {
                exchange.send(HTTPResponse(status: 503, message: error.description))
            }
        }
    }

    /// The verb is gone before its import was complete.
    private func giveUp(_ recorder: ImportRecorder) {
        guard current === recorder else { return }
        current = nil
        executor.start { try? await recorder.end(refused: 0, isComplete: false) }
    }
}

extension ImportDescription {
    /// For the way to the service.
    var json: [UInt8] {
        var fields = EventFieldWriter()
        fields.put("operator", operatorName)
        fields.put("formats", formats)
        fields.put("files", files.joined(separator: "\n"))
        fields.put("count", count)
        return fields.finish()
    }

    /// Nil when it is none.
    init?(json: [UInt8]) {
        guard let fields = try? EventFields(json: json), let name = fields.string("operator"),
            let formats = fields.string("formats"), let files = fields.string("files"),
            let count = fields.integer("count")
        else { return nil }
        self.init(
            operatorName: name,
            formats: formats,
            files: files.split(separator: "\n").map { String($0) },
            count: Int(count)
        )
    }
}
