import Foundation
import Lambda
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1)))
struct CodeWatcherTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        for name in ["a/src", "b", "a/__pycache__", "a/node_modules/.cache"] {
            try folder.makeFolder(name)
        }
    }

    /// What a watcher told, in order.
    final class Told: Sendable {
        let changes = Mutex<[Set<String>]>([])
        let warnings = Mutex<[String]>([])

        /// The next change after `count` of them; nil when none comes in time.
        func change(after count: Int = 0, patience: TimeInterval = 10) -> Set<String>? {
            let deadline = Date(timeIntervalSinceNow: patience)
            while Date() < deadline {
                let told = changes.withLock { $0.count > count ? $0[count] : nil }
                if let told { return told }
                usleep(5000)
            }
            return nil
        }
    }

    func watch(_ folders: [String: String]) -> (CodeWatcher, Told) {
        let told = Told()
        let watcher = CodeWatcher(
            folders: folders.mapValues { folder.path + "/" + $0 },
            onWarning: { warning in told.warnings.withLock { $0.append(warning) } },
            onChange: { names in told.changes.withLock { $0.append(names) } }
        )
        return (watcher, told)
    }

    @Test func `a change is told with the functions whose code it is`() throws {
        let (watcher, told) = watch(["one": "a", "two": "a/", "three": "b"])
        try folder.write("x", to: "a/src/app.py")
        #expect(told.change() == ["one", "two"])
        try folder.write("x", to: "b/app.py")
        #expect(told.change(after: 1) == ["three"])
        try FileManager.default.removeItem(atPath: folder.path + "/a/src/app.py")
        #expect(told.change(after: 2) == ["one", "two"])
        chmod(folder.path + "/b/app.py", 0o755)
        #expect(told.change(after: 3) == ["three"])
        watcher.stop()
    }

    @Test func `many writes at once are one change`() throws {
        let (watcher, told) = watch(["one": "a"])
        for number in 0..<50 { try folder.write("x", to: "a/file\(number)") }
        #expect(told.change() == ["one"])
        #expect(told.change(after: 1, patience: 0.3) == nil)
        watcher.stop()
    }

    @Test func `writing without a pause is told all the same`() throws {
        let (watcher, told) = watch(["one": "a"])
        let start = Date()
        while told.change(patience: 0.03) == nil, Date().timeIntervalSince(start) < 8 {
            try folder.write("x", to: "a/file")
        }
        #expect(Date().timeIntervalSince(start) < 4)
        watcher.stop()
    }

    @Test func `new folders are watched, moved ones too`() throws {
        let (watcher, told) = watch(["one": "a"])
        try folder.makeFolder("a/new/deep")
        #expect(told.change() == ["one"])
        try folder.write("x", to: "a/new/deep/app.py")
        #expect(told.change(after: 1) == ["one"])
        try FileManager.default.moveItem(
            atPath: folder.path + "/a/new",
            toPath: folder.path + "/elsewhere"
        )
        #expect(told.change(after: 2) == ["one"])
        // No longer the function's.
        try folder.write("y", to: "elsewhere/deep/app.py")
        #expect(told.change(after: 3, patience: 0.3) == nil)
        watcher.stop()
    }

    @Test func `caches and our own files are left out`() throws {
        let (watcher, told) = watch(["one": "a"])
        for name in ["__pycache__/x.pyc", ".waybill/log", ".git/HEAD", "node_modules/.cache/x"] {
            try folder.write("x", to: "a/" + name)
        }
        #expect(told.change(patience: 0.4) == nil)
        try folder.write("x", to: "a/node_modules/index.js")
        #expect(told.change() == ["one"])
        watcher.stop()
    }

    @Test func `nested code folders tell both, but not through a folder that is left out`() throws {
        try folder.makeFolder("a/.waybill/inline/two")
        let (watcher, told) = watch(["one": "a", "two": "a/.waybill/inline/two", "three": "a/src"])
        try folder.write("x", to: "a/.waybill/inline/two/index.py")
        #expect(told.change() == ["two"])
        try folder.write("x", to: "a/src/index.py")
        #expect(told.change(after: 1) == ["one", "three"])
        watcher.stop()
    }

    @Test func `a code folder that is made again is found again`() throws {
        let (watcher, told) = watch(["three": "b"])
        try FileManager.default.removeItem(atPath: folder.path + "/b")
        #expect(told.change() == ["three"])
        try folder.write("x", to: "b/app.py")
        #expect(told.change(after: 1) == ["three"])
        try folder.write("y", to: "b/app.py")
        #expect(told.change(after: 2) == ["three"])
        watcher.stop()
    }

    @Test func `a system without descriptors gets a warning and no watcher`() async {
        await #expect(processExitsWith: .success) {
            var limit = rlimit(rlim_cur: 3, rlim_max: 3)
            setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
            let told = Told()
            let watcher = CodeWatcher(
                folders: ["one": "/tmp"],
                onWarning: { warning in told.warnings.withLock { $0.append(warning) } },
                onChange: { _ in }
            )
            watcher.stop()
            let warnings = told.warnings.withLock { $0 }
            exit(warnings.count == 1 && warnings[0].contains("fs.inotify") ? 0 : 1)
        }
    }

    @Test func `nothing is told after stop`() throws {
        let (watcher, told) = watch(["one": "a"])
        watcher.stop()
        watcher.stop()
        try folder.write("x", to: "a/x")
        #expect(told.change(patience: 0.3) == nil)
    }
}
