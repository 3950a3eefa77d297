import Foundation
import Testing

/// A library that a child process loads before libc (`LD_PRELOAD`): it makes writes fail on demand
/// and writes down what reached the disk in which order.
///
/// - `FAULT_PREFIX`: only files whose path begins with this are touched.
/// - `FAULT_SWITCH`: a file; while it is there its first word is the fault: `enospc`, `eio`, `short`
///   (half of a write, then ENOSPC), `syncfail` (EIO of fdatasync and fsync).
/// - `FAULT_TRACE`: a file that gets every write, truncation, sync, creation and removal in order, and
///   every write to a file named `acknowledged`, for ``PowerCut``.
///
/// SQLite of Debian and Swift's Glibc both reach the kernel through these symbols.
enum FaultInjector {
    static let source = #"""
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <errno.h>
        #include <fcntl.h>
        #include <pthread.h>
        #include <stdint.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <string.h>
        #include <sys/types.h>
        #include <unistd.h>

        static const char *prefix, *fault_file;
        static int trace = -1;
        static pthread_mutex_t trace_lock = PTHREAD_MUTEX_INITIALIZER;
        static ssize_t (*real_pwrite)(int, const void *, size_t, off64_t);
        static ssize_t (*real_write)(int, const void *, size_t);
        static int (*real_fdatasync)(int), (*real_fsync)(int), (*real_truncate)(int, off64_t);
        static int (*real_allocate)(int, off64_t, off64_t), (*real_unlink)(const char *);

        __attribute__((constructor)) static void begin(void) {
            real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
            real_write = dlsym(RTLD_NEXT, "write");
            real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
            real_fsync = dlsym(RTLD_NEXT, "fsync");
            real_truncate = dlsym(RTLD_NEXT, "ftruncate64");
            real_allocate = dlsym(RTLD_NEXT, "posix_fallocate64");
            real_unlink = dlsym(RTLD_NEXT, "unlink");
            prefix = getenv("FAULT_PREFIX");
            fault_file = getenv("FAULT_SWITCH");
            const char *path = getenv("FAULT_TRACE");
            if (path) trace = open(path, O_CREAT | O_WRONLY | O_APPEND | O_TRUNC | O_CLOEXEC, 0600);
        }

        static int concerns(int fd, char *path) {
            char link[64];
            if (!prefix) return 0;
            snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
            ssize_t n = readlink(link, path, 4095);
            if (n < 0) return 0;
            path[n] = 0;
            return strncmp(path, prefix, strlen(prefix)) == 0;
        }

        /* op, length of the path, offset, length of the data: 1 + 4 + 8 + 8 bytes, path, data */
        static void note(char op, const char *path, int64_t offset, const void *data, int64_t length) {
            if (trace < 0) return;
            char head[4200];
            int32_t n = strlen(path);
            head[0] = op;
            memcpy(head + 1, &n, 4);
            memcpy(head + 5, &offset, 8);
            memcpy(head + 13, &length, 8);
            memcpy(head + 21, path, n);
            real_write(trace, head, 21 + n);
            if (data) real_write(trace, data, length);
        }

        static int is_on(const char *fault) {
            char word[16] = {0};
            if (!fault_file) return 0;
            int fd = open(fault_file, O_RDONLY | O_CLOEXEC);
            if (fd < 0) return 0;
            ssize_t n = read(fd, word, 15);
            close(fd);
            return n > 0 && strcmp(word, fault) == 0;
        }

        static ssize_t write_at(int fd, const void *data, size_t count, off64_t offset) {
            char path[4096];
            if (!concerns(fd, path)) return real_pwrite(fd, data, count, offset);
            if (is_on("enospc")) { errno = ENOSPC; return -1; }
            if (is_on("eio")) { errno = EIO; return -1; }
            if (is_on("short") && count > 1) count /= 2;
            pthread_mutex_lock(&trace_lock);
            ssize_t written = real_pwrite(fd, data, count, offset);
            int number = errno;
            if (written > 0) note('W', path, offset, data, written);
            pthread_mutex_unlock(&trace_lock);
            errno = number;
            return written;
        }

        ssize_t pwrite64(int fd, const void *d, size_t n, off64_t o) { return write_at(fd, d, n, o); }
        ssize_t pwrite(int fd, const void *d, size_t n, off64_t o) { return write_at(fd, d, n, o); }

        ssize_t write(int fd, const void *data, size_t count) {
            char path[4096];
            if (trace >= 0 && concerns(fd, path) && strstr(path, "/acknowledged")) {
                pthread_mutex_lock(&trace_lock);
                note('A', path, 0, data, count);
                pthread_mutex_unlock(&trace_lock);
            }
            return real_write(fd, data, count);
        }

        static int synchronize(int fd, int (*real)(int)) {
            char path[4096];
            if (!concerns(fd, path)) return real(fd);
            if (is_on("syncfail")) { errno = EIO; return -1; }
            pthread_mutex_lock(&trace_lock);
            note('S', path, 0, NULL, 0);
            pthread_mutex_unlock(&trace_lock);
            return trace >= 0 ? 0 : real(fd);
        }

        int fdatasync(int fd) { return synchronize(fd, real_fdatasync); }
        int fsync(int fd) { return synchronize(fd, real_fsync); }

        int ftruncate64(int fd, off64_t length) {
            char path[4096];
            if (!concerns(fd, path)) return real_truncate(fd, length);
            pthread_mutex_lock(&trace_lock);
            int result = real_truncate(fd, length);
            note('T', path, length, NULL, 0);
            pthread_mutex_unlock(&trace_lock);
            return result;
        }
        int ftruncate(int fd, off64_t length) { return ftruncate64(fd, length); }

        int posix_fallocate64(int fd, off64_t offset, off64_t length) {
            char path[4096];
            if (concerns(fd, path)) {
                if (is_on("enospc")) return ENOSPC;
                pthread_mutex_lock(&trace_lock);
                note('F', path, offset + length, NULL, 0);
                pthread_mutex_unlock(&trace_lock);
            }
            return real_allocate(fd, offset, length);
        }
        int posix_fallocate(int fd, off64_t o, off64_t n) { return posix_fallocate64(fd, o, n); }

        int unlink(const char *path) {
            if (prefix && strncmp(path, prefix, strlen(prefix)) == 0) {
                pthread_mutex_lock(&trace_lock);
                note('U', path, 0, NULL, 0);
                pthread_mutex_unlock(&trace_lock);
            }
            return real_unlink(path);
        }
        """#

    /// The C compiler: the system's, or the one that comes with Swift; nil when there is none.
    static let compiler: String? = {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let candidates = ["cc", "gcc", "clang"].flatMap { name in
            path.split(separator: ":").map { "\($0)/\(name)" }
        }
        return candidates.first { access($0, X_OK) == 0 }
    }()

    /// Compiled once a run.
    static let sharedObject = Result<String, any Error> {
        let folder = try TemporaryLog()
        kept = folder
        // A static is never released: its folder goes with the process.
        atexit { FaultInjector.kept = nil }
        let path = folder.folder + "/faults.so"
        try source.write(toFile: folder.folder + "/faults.c", atomically: false, encoding: .utf8)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(compiler))
        process.arguments = [
            "-shared", "-fPIC", "-O1", "-o", path, folder.folder + "/faults.c", "-ldl", "-lpthread",
        ]
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "the fault injector does not compile")
        return path
    }

    nonisolated(unsafe) private static var kept: TemporaryLog?
}

/// A run of this test program that runs one test of ``ChildTests`` and nothing else.
struct ChildProcess {
    let process: Process
    let output: URL

    /// `test` is words of the test's name that no other test has.
    init(
        _ test: String,
        in folder: TemporaryLog,
        environment: [String: String] = [:],
        withFaults: Bool = false
    ) throws {
        process = Process()
        process.executableURL = URL(
            fileURLWithPath: try FileManager.default.destinationOfSymbolicLink(
                atPath: "/proc/self/exe"
            )
        )
        process.arguments = ["--testing-library", "swift-testing", "--filter", test]
        var variables = ProcessInfo.processInfo.environment
        variables[Self.variable] = folder.folder
        variables["FAULT_PREFIX"] = folder.folder
        variables["FAULT_SWITCH"] = folder.folder + ".fault"
        if withFaults { variables["LD_PRELOAD"] = try FaultInjector.sharedObject.get() }
        variables.merge(environment) { $1 }
        process.environment = variables
        output = URL(fileURLWithPath: folder.folder + ".output")
        try Data().write(to: output)
        let file = try FileHandle(forWritingTo: output)
        process.standardOutput = file
        process.standardError = file
        try process.run()
    }

    /// Waits for the end and checks that the child's test ran and passed.
    func expectSuccess() {
        process.waitUntilExit()
        let text = (try? String(contentsOf: output, encoding: .utf8)) ?? ""
        try? FileManager.default.removeItem(at: output)
        #expect(process.terminationStatus == 0 && text.contains("1 test"), "\(text)")
    }

    func kill() {
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: output)
    }

    static let variable = "WAYBILL_CHILD_FOLDER"

    /// The folder that this process was started for; nil in the parent.
    static let folder = ProcessInfo.processInfo.environment[variable]
}
