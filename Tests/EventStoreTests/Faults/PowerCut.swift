import Foundation
import Testing

@testable import EventStore

/// Power cuts, replayed: from the trace of a run, the states that a disk may be in after a cut at any
/// moment. What was synced is there; of what was not, each write is there, missing or torn at a
/// 512-byte sector, independently of the others. A new file is there when its folder was synced.
struct PowerCut {
    private enum Operation {
        case write(path: String, offset: Int, data: Data)
        case truncate(path: String, length: Int)
        case sync(path: String)
        case unlink(path: String)
        case acknowledge(Int64)
    }

    /// How much of what was not synced is there.
    private enum Luck: CaseIterable { case none, some, all }

    /// What one file holds for certain, and what may have reached it since.
    private struct File {
        var durable = Data()
        var pending: [Operation] = []
        var isEntryDurable = false
    }

    private var files: [String: File] = [:]
    private var removed: [String: File] = [:]
    private var acknowledged: Int64 = 0

    /// Runs a child, then cuts its power `count` times.
    /// - Returns: how many states lost an acknowledged event.
    static func statesLosingEvents(of durability: Durability, count: Int) throws -> Int {
        let folder = try TemporaryLog()
        let trace = folder.folder + ".trace"
        defer { try? FileManager.default.removeItem(atPath: trace) }
        try ChildProcess(
            "records until the power goes",
            in: folder,
            environment: ["FAULT_TRACE": trace, "WAYBILL_DURABILITY": durability.rawValue],
            withFaults: true
        ).expectSuccess()
        let operations = try read(trace)
        var random = SeededGenerator(count)
        let cuts = (0..<count).map { _ in Int.random(in: 1...operations.count, using: &random) }
        var disk = PowerCut()
        var lost = 0
        for (index, operation) in operations.enumerated() {
            disk.take(operation, folder: folder.folder)
            for _ in cuts.filter({ $0 == index + 1 }) {
                let luck = random.element(of: Luck.allCases)
                let state = try disk.state(luck, of: folder, &random)
                guard FileManager.default.fileExists(atPath: state.path) else {
                    if disk.acknowledged > 0 { lost += 1 }
                    continue
                }
                let head = try headAfterRecovery(state, "cut at \(index + 1), \(luck)")
                if head < disk.acknowledged { lost += 1 }
            }
        }
        #expect(disk.acknowledged > 100)
        return lost
    }

    private static func headAfterRecovery(_ state: TemporaryLog, _ comment: Comment) throws -> Int64
    {
        do {
            let log = try LogWriter(path: state.path, durability: .process)
            log.close()
            try LogRecovery.bringUpToDate(path: state.path)
            return try expectSound(state, atLeast: 0, comment)
        } catch {
            Issue.record(error, comment)
            return 0
        }
    }

    private mutating func take(_ operation: Operation, folder: String) {
        switch operation {
        case .write(let path, _, _), .truncate(let path, _):
            files[path, default: File()].pending.append(operation)
        case .sync(folder):
            for path in files.keys { files[path]?.isEntryDurable = true }
            removed = [:]
        case .sync(let path):
            guard var file = files[path] else { return }
            for operation in file.pending { Self.apply(operation, to: &file.durable) }
            file.pending = []
            files[path] = file
        case .unlink(let path):
            guard let file = files.removeValue(forKey: path) else { return }
            if file.isEntryDurable { removed[path] = file }
        case .acknowledge(let position): acknowledged = position
        }
    }

    private static func apply(_ operation: Operation, to content: inout Data, limit: Int = .max) {
        switch operation {
        case .write(_, let offset, let data):
            let data = data.prefix(limit)
            if content.count < offset + data.count {
                content.append(Data(count: offset + data.count - content.count))
            }
            content.replaceSubrange(offset..<(offset + data.count), with: data)
        case .truncate(_, let length):
            content =
                length <= content.count
                ? content.prefix(length) : content + Data(count: length - content.count)
        case .sync, .unlink, .acknowledge: break
        }
    }

    /// One state that the disk may be in now.
    private func state(
        _ luck: Luck,
        of folder: TemporaryLog,
        _ random: inout SeededGenerator
    ) throws -> TemporaryLog {
        let state = try TemporaryLog()
        var present = files
        // A removal that was not synced may not have happened.
        for (path, file) in removed where present[path] == nil && luck != .all {
            present[path] = file
        }
        for (path, file) in present {
            let name = String(path.dropFirst(folder.folder.count + 1))
            guard name.hasPrefix("log.sqlite"), !name.hasSuffix("-shm") else { continue }
            guard file.isEntryDurable || luck == .all || (luck == .some && random.isOneIn(2)) else {
                continue
            }
            var content = file.durable
            for operation in file.pending {
                switch luck {
                case .none: break
                case .all: Self.apply(operation, to: &content)
                case .some:
                    if random.isOneIn(3) { continue }
                    var limit = Int.max
                    if random.isOneIn(4), case .write(_, _, let data) = operation {
                        limit = 512 * Int.random(in: 0...(data.count / 512), using: &random)
                    }
                    Self.apply(operation, to: &content, limit: limit)
                }
            }
            try content.write(to: URL(fileURLWithPath: state.folder + "/" + name))
        }
        return state
    }

    /// The operations of a trace: see ``FaultInjector/source``, `note`.
    private static func read(_ path: String) throws -> [Operation] {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        var operations: [Operation] = []
        var offset = 0
        func number<Value: FixedWidthInteger>(_ type: Value.Type) -> Int {
            defer { offset += MemoryLayout<Value>.size }
            return bytes.withUnsafeBytes { Int($0.loadUnaligned(fromByteOffset: offset, as: type)) }
        }
        func data(_ count: Int) -> Data {
            defer { offset += count }
            return bytes[offset..<(offset + count)]
        }
        while offset < bytes.count {
            let kind = UnicodeScalar(UInt8(number(UInt8.self)))
            let pathLength = number(Int32.self)
            let place = number(Int64.self)
            let length = number(Int64.self)
            let path = String(decoding: data(pathLength), as: UTF8.self)
            switch kind {
            case "W": operations.append(.write(path: path, offset: place, data: data(length)))
            case "T": operations.append(.truncate(path: path, length: place))
            case "S": operations.append(.sync(path: path))
            case "U": operations.append(.unlink(path: path))
            case "A":
                let line = String(decoding: data(length), as: UTF8.self).dropLast()
                operations.append(.acknowledge(try #require(Int64(line))))
            // Room that was reserved holds zeros: nothing that a state could be made of.
            case "F": break
            default: throw LogError(.corrupt, "the trace has the unknown operation \(kind)")
            }
        }
        return operations
    }
}
