import Glibc
import Lambda
import Testing

/// Prints the process ids of itself, of a child in its session, and of a grandchild that left the
/// session and whose parent has ended; then waits.
private let family = """
    echo $$
    sleep 300 & echo $!
    (setsid sh -c 'echo $$; exec sleep 300' &)
    wait
    """

@Suite(.timeLimit(.minutes(1)))
struct ProcessLauncherTests {
    let launcher: ProcessLauncher

    init() throws { launcher = try ProcessLauncher.start() }

    func run(_ script: String) throws -> RunningFunction {
        try RunningFunction(shell: script, by: launcher)
    }

    /// A function whose whole family runs, and the three process ids.
    func runFamily() throws -> (RunningFunction, [Int32]) {
        let function = try run(family)
        var output = ""
        while output.split(separator: "\n").count < 3 {
            let more = function.output(until: "\n")
            try #require(!more.isEmpty)
            output += more
        }
        let members = processIDs(in: output)
        for member in members { #expect(processState(member) != nil) }
        return (function, members)
    }

    @Test func `a process tells that it started and with which status it exited`() throws {
        let messages = try run("exit 7").messages()
        #expect(messages.count == 2)
        guard case .started(let processID)? = messages.first,
            case .exited(let report)? = messages.last
        else {
            Issue.record("unexpected \(messages)")
            return
        }
        #expect(processID > 1)
        #expect(report.status == 7)
        #expect(report.signal == nil)
        #expect(report.peakMemoryKB > 100)
    }

    @Test func `nothing is read after the last message`() throws {
        let function = try run("exit 0")
        _ = function.messages()
        #expect(function.process.readMessage() == nil)
        function.process.release()
        #expect(function.process.readMessage() == nil)
    }

    @Test func `the signal that ended a process is reported`() throws {
        let report = try run("kill -SEGV $$").exitReport()
        #expect(report?.signal == SIGSEGV)
        #expect(report?.status == nil)
    }

    @Test func `standard output and standard error share one pipe which ends with the process`()
        throws
    {
        #expect(try run("echo out; echo err >&2; echo done").output() == "out\nerr\ndone\n")
    }

    @Test func `a process has a working directory, a session, no input and no foreign descriptors`()
        throws
    {
        let script = """
            pwd; ulimit -Sn; cat | wc -c; ls /proc/self/fd | wc -w; test "$(ps -o sid= $$)" -eq $$ \
            && echo leads
            """
        let function = try RunningFunction(shell: script, in: "/usr", by: launcher)
        // `ls` has 0, 1, 2 and the folder that it lists.
        #expect(function.output() == "/usr\n1024\n0\n4\nleads\n")
    }

    @Test func `signal handlers and the mask are the default ones`() throws {
        let output = try run("sed -nE 's/^Sig(Blk|Ign|Cgt):.*(.{8})$/\\2/p' /proc/self/status")
            .output()
        let masks = output.split(separator: "\n").compactMap { UInt32($0, radix: 16) }
        // Signal 32 belongs to the threads library and may come from whoever started the tests.
        #expect(masks.map { $0 & 0x7FFF_FFFF } == [0, 0, 0])
    }

    @Test func `exactly the given variables are seen`() throws {
        let function = RunningFunction(
            try launcher.launch(
                ProcessSpecification(
                    arguments: ["/usr/bin/env"],
                    environment: ["A=1", "B=two words"],
                    workingDirectory: "/"
                )
            )
        )
        #expect(function.output() == "A=1\nB=two words\n")
    }

    @Test func `an environment of 200 KB passes`() throws {
        let large = (0..<20).map { "V\($0)=" + String(repeating: "x", count: 10_240) }
        let function = try RunningFunction(
            shell: "env | wc -c",
            environment: ["PATH=/usr/bin:/bin"] + large,
            by: launcher
        )
        #expect(try #require(Int(function.output().filter(\.isNumber))) > 204_800)
    }

    @Test func `a variable that the kernel does not take gives E2BIG`() throws {
        let large = "V=" + String(repeating: "x", count: 200_000)
        let function = try RunningFunction(shell: "true", environment: [large], by: launcher)
        #expect(function.messages() == [.execFailed(errno: E2BIG)])
    }

    @Test(arguments: [("/nowhere/bootstrap", ENOENT), ("/etc/passwd", EACCES), ("/tmp", EACCES)])
    func `a program that cannot be executed gives the errno`(path: String, reason: Int32) throws {
        let function = RunningFunction(
            try launcher.launch(
                ProcessSpecification(arguments: [path], environment: [], workingDirectory: "/")
            )
        )
        #expect(function.messages() == [.execFailed(errno: reason)])
    }

    @Test func `a missing working directory is refused by name`() {
        let error = #expect(throws: LaunchError.self) {
            _ = try RunningFunction(shell: "true", in: "/nowhere/code", by: launcher)
        }
        #expect(error?.code == .noWorkingDirectory)
        #expect(
            error?.description
                == "no folder to start the function in: /nowhere/code: No such file or directory"
        )
        #expect(error?.hint.contains("CodeUri") == true)
    }

    @Test func `a variable with a NUL byte is refused without showing its value`() {
        let error = #expect(throws: LaunchError.self) {
            _ = try RunningFunction(shell: "true", environment: ["KEY=sec\0ret"], by: launcher)
        }
        #expect(error?.description == "cannot start a function process: KEY holds a NUL byte")
    }

    @Test func `kill ends children and those that left the session`() throws {
        let (function, members) = try runFamily()
        function.process.kill()
        #expect(function.exitReport()?.signal == SIGKILL)
        // Not within a second but already: the report comes when nothing is left.
        for member in members { #expect(processState(member) == nil) }
    }

    @Test func `terminate reaches the process group and lets it finish`() throws {
        let function = try run("trap 'echo finishing; exit 3' TERM; echo ready; sleep 300 & wait")
        _ = function.output(until: "ready")
        function.process.terminate()
        #expect(function.output() == "finishing\n")
        #expect(function.exitReport()?.status == 3)
    }

    @Test func `what a process leaves behind ends with it`() throws {
        let function = try run("(setsid sh -c 'echo $$; exec sleep 300' &) ; sleep 0.2; exit 4")
        let left = processIDs(in: function.output())
        #expect(function.exitReport()?.status == 4)
        #expect(left.count == 1)
        for member in left { #expect(processState(member) == nil) }
    }

    @Test func `letting a process go ends its whole family`() throws {
        let (function, members) = try runFamily()
        function.process.release()
        for member in members { #expect(isGoneWithinOneSecond(member)) }
    }

    @Test func `a supervisor that is killed is told, and its family ends all the same`() throws {
        let (function, members) = try runFamily()
        let processID = try #require(function.startedProcessID())
        Glibc.kill(try #require(parent(of: processID)), SIGKILL)
        #expect(function.nextMessage() == .supervisorLost)
        for member in members { #expect(isGoneWithinOneSecond(member)) }
        // The launcher goes on.
        #expect(try run("exit 5").exitReport()?.status == 5)
    }

    @Test func `a launcher that is killed takes its functions with it and is named afterwards`()
        throws
    {
        let (function, members) = try runFamily()
        let processID = try #require(function.startedProcessID())
        let supervisor = try #require(parent(of: processID))
        Glibc.kill(try #require(parent(of: supervisor)), SIGKILL)
        #expect(function.exitReport()?.signal == SIGKILL)
        for member in members { #expect(isGoneWithinOneSecond(member)) }
        let error = #expect(throws: LaunchError.self) { _ = try run("true") }
        #expect(error?.code == .launcherGone)
    }

    @Test func `Ctrl-C and SIGTERM do not end the launcher`() throws {
        let function = try run("sleep 300")
        let processID = try #require(function.startedProcessID())
        let supervisor = try #require(parent(of: processID))
        let launcherID = try #require(parent(of: supervisor))
        for signal in [SIGINT, SIGTERM, SIGHUP] { Glibc.kill(launcherID, signal) }
        #expect(try run("exit 6").exitReport()?.status == 6)
        #expect(processState(processID) != nil)
    }

    @Test func `many processes at once are told apart`() throws {
        let functions = try (0..<40).map { try run("echo \($0); exit \($0)") }
        for (number, function) in functions.enumerated() {
            #expect(function.output() == "\(number)\n")
            #expect(function.exitReport()?.status == Int32(number))
        }
    }

    @Test func `nothing is left of a service that is killed with -9`() async throws {
        let service = try await #require(
            processExitsWith: .signal(SIGKILL),
            observing: [\.standardOutputContent]
        ) {
            let launcher = try ProcessLauncher.start()
            let function = try RunningFunction(shell: family, by: launcher)
            var output = ""
            while output.split(separator: "\n").count < 3 { output += function.output(until: "\n") }
            // Marked, since the testing library may print as well.
            for processID in processIDs(in: output) { print("MEMBER \(processID)") }
            fflush(nil)
            Glibc.kill(getpid(), SIGKILL)
        }
        let lines = String(decoding: service.standardOutputContent, as: UTF8.self)
            .split(separator: "\n")
        let members = lines.filter { $0.hasPrefix("MEMBER ") }.compactMap { Int32($0.dropFirst(7)) }
        #expect(members.count == 3)
        for member in members { #expect(isGoneWithinOneSecond(member)) }
    }

    @Test func `memory of a running process is read, and of none is nil`() throws {
        let function = try run("echo ready; sleep 300")
        let processID = try #require(function.startedProcessID())
        _ = function.output(until: "ready")
        #expect(try #require(peakMemoryKB(of: processID)) > 500)
        function.process.kill()
        _ = function.messages()
        #expect(peakMemoryKB(of: processID) == nil)
    }
}
