import Foundation
import Testing

/// `waybill replay --to https://…` and `waybill export --otlp https://…`, against a server that checks
/// what AWS checks.
@Suite(.service(ReplayProject.start)) struct `A replay that leaves the machine` {
    /// The part of the environment that counts: who calls, and whom TLS trusts.
    private static func environment(
        trusting host: RemoteHost?,
        by variable: String = "SSL_CERT_FILE",
        _ credentials: [String: String] = RemoteHost.credentials
    ) -> [String: String] {
        var environment = RemoteHost.noCredentials.merging(credentials) { $1 }
        if let host { environment[variable] = host.authority }
        return environment
    }

    private static func run(
        _ service: RunningService,
        _ arguments: [String],
        _ environment: [String: String]
    ) throws -> ChildProgram.Output {
        try ChildProgram(
            Program.path,
            arguments,
            in: service.project.folder,
            environment: environment
        ).wait()
    }

    private static func row(_ output: ChildProgram.Output, code: Int = 0) throws -> JSON {
        #expect(output.code == code, "\(output)")
        return try JSON(output.out)
    }

    @Test func `invokes with a signature that botocore finds right`() async throws {
        try await withService { service in
            let host = try RemoteHost()
            let origin = try service.post("/echo", #"{"qty":1}"#)
            let event = try service.flow(origin).event
            let row = try Self.row(
                Self.run(
                    service,
                    ["replay", origin, "--to", host.functions, "--yes", "-o", "json"],
                    Self.environment(trusting: host, by: "AWS_CA_BUNDLE")
                )
            )
            #expect(row.status.integer == 200)
            let request = try #require(try host.requests().first)
            #expect(request.path.string == "/2015-03-31/functions/main/invocations")
            #expect(try JSON(request.body.string ?? "") == event)
            #expect(request.sni.string == "localhost")
            #expect(request.headers["x-amz-log-type"].string == "Tail")
            #expect(
                request.headers.authorization.string?.contains("/eu-central-1/lambda/aws4_request")
                    == true
            )
            let id = try #require(row.replay.string)
            #expect(try service.flow(id).response.body.string == "from afar")
            // The endpoint's own figures and log.
            let executed = try service.events(id).data("executed")
            #expect(executed.durationMicros.integer == 12_340)
            #expect(executed.billedMs.integer == 113)
            #expect(executed.memorySizeMB.integer == 256)
            #expect(executed.memoryUsedMB.integer == 41)
            #expect(executed.initMicros.integer == 100_500)
            let log = try service.project.waybill("logs", id)
            #expect(log.out.contains("far away"))
            #expect(!log.out.contains("8f507cfc"), "the platform's lines are our own")
            #expect(log.out.contains("Billed Duration: 113 ms"))
            try host.stop()
        }
    }

    @Test func `names the error of a remote function`() async throws {
        try await withService { service in
            let host = try RemoteHost()
            let origin = try service.post("/echo", "{}")
            let row = try Self.row(
                Self.run(
                    service,
                    ["replay", origin, "--to", "\(host.functions)/failing", "--yes", "-o", "json"],
                    Self.environment(trusting: host)
                ),
                code: 1
            )
            let flow = try service.flow(try #require(row.replay.string))
            #expect(flow.errorType.string == "KeyError")
            #expect(flow.outcome.string == "function error")
            try host.stop()
        }
    }

    @Test func `says in words why AWS refuses`() async throws {
        try await withService { service in
            let host = try RemoteHost()
            let origin = try service.post("/echo", "{}")
            let refusals: [(String, [String: String], String)] = [
                (
                    "absent", [:],
                    "404 ResourceNotFoundException: there is no function absent at localhost"
                ),
                ("busy", [:], "429 TooManyRequestsException: busy is throttled there"),
                (
                    "over", [:],
                    "403 ExpiredTokenException: the session of access key …EY42 is over"
                ),
                (
                    "main", ["AWS_SECRET_ACCESS_KEY": "wrong"],
                    "403 InvalidSignatureException: the secret does not belong to access key …EY42"
                ),
                (
                    "main", ["AWS_ACCESS_KEY_ID": "AKIASOMEBODYELSE9999"],
                    "403 UnrecognizedClientException: access key …9999 is not known there"
                ),
                (
                    "main", ["AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""],
                    "403 MissingAuthenticationTokenException: it takes signed requests only"
                ),
            ]
            for (function, changes, words) in refusals {
                let output = try Self.run(
                    service,
                    ["replay", origin, "--to", "\(host.functions)/\(function)", "--yes"],
                    Self.environment(
                        trusting: host,
                        RemoteHost.credentials.merging(changes) { $1 }
                    )
                )
                // It was reached, and refused: the replay failed.
                #expect(output.code == 1, "\(function): \(output)")
                // Tables wrap words where the screen ends.
                #expect(output.out.contains(words), "\(function): \(output)")
            }
            let batch = try Self.run(
                service,
                [
                    "replay", "where", "id", "=", "\"\(try service.flow(origin).id.string!)\"",
                    "--to", "\(host.functions)/over", "--yes", "-o", "json",
                ],
                Self.environment(trusting: host)
            )
            #expect(batch.code == 1)
            #expect(try JSON(batch.out)[0].reason.string?.contains("is over") == true, "\(batch)")
            try host.stop()
        }
    }

    @Test func `in a batch goes on with the credentials of the shell that continues`() async throws
    {
        try await withService { service in
            let host = try RemoteHost()
            let origin = try service.post("/echo", "{}")
            let id = try #require(try service.flow(origin).id.string)
            let wrong = RemoteHost.credentials.merging(["AWS_SECRET_ACCESS_KEY": "old"]) { $1 }
            let begun = try Self.row(
                Self.run(
                    service,
                    [
                        "replay", "where", "id", "=", "\"\(id)\"", "--to", host.functions, "--yes",
                        "-o", "json",
                    ],
                    Self.environment(trusting: host, wrong)
                ),
                code: 1
            )
            #expect(begun[0].result.string == "left", "nothing ran")
            #expect(begun[0].reason.string?.contains("the secret does not belong") == true)
            let continued = try Self.row(
                Self.run(
                    service,
                    [
                        "replay", "--continue", try #require(begun[0].batch.string), "--yes", "-o",
                        "json",
                    ],
                    Self.environment(trusting: host)
                )
            )
            #expect(continued[0].result.string == "ok")
            #expect(try host.requests().count == 2)
            try host.stop()
        }
    }

    @Test func `keeps the credentials out of everything that it leaves behind`() async throws {
        try await onThread {
            let service = try ReplayProject.start()
            let host = try RemoteHost()
            let origin = try service.post("/echo", "{}")
            var said = ""
            for (function, options) in [
                ("main", ["--yes"]), ("main", ["--yes", "-o", "json"]), ("main", ["--dry"]),
                ("echoing", ["--yes"]), ("over", ["--yes"]),
            ] {
                let output = try Self.run(
                    service,
                    ["replay", origin, "--to", "\(host.functions)/\(function)"] + options,
                    Self.environment(trusting: host)
                )
                said += output.description
            }
            for options in [["--yes"], ["--yes", "-o", "junit"]] {
                let output = try Self.run(
                    service,
                    ["replay", "since", "-1h", "--to", "\(host.functions)/echoing"] + options,
                    Self.environment(trusting: host)
                )
                said += output.description
            }
            #expect(try host.requests().count > 5, "it was asked, and signed")
            said += try service.stop().description
            let folder = "\(service.project.folder)/.waybill"
            var kept = Data()
            for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
                kept += FileManager.default.contents(atPath: "\(folder)/\(name)") ?? Data()
            }
            // What AWS said of the signature is there, without the token that it repeated.
            #expect(kept.range(of: Data("should have been '".utf8)) != nil)
            #expect(kept.range(of: Data("x-amz-security-token:‹masked›".utf8)) != nil)
            for name in ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"] {
                let secret = RemoteHost.credentials[name]!
                #expect(kept.range(of: Data(secret.utf8)) == nil, "\(name) in the log")
                #expect(!said.contains(secret), "\(name) was printed")
            }
            #expect(said.contains("signed as …EY42 for eu-central-1"))
            try host.stop()
        }
    }

    @Test func `to AWS itself needs credentials before anything begins`() async throws {
        try await withService { service in
            let origin = try service.post("/echo", "{}")
            let count = try service.project.json("ls", "-n", "1000").list.count
            let target = "https://lambda.eu-west-1.amazonaws.com/2015-03-31/functions"
            for option in ["--yes", "--dry"] {
                let output = try Self.run(
                    service,
                    ["replay", origin, "--to", target, option],
                    RemoteHost.noCredentials
                )
                #expect(output.code == 2)
                #expect(output.err.contains("takes signed requests only"), "\(output)")
                #expect(output.err.contains("aws configure export-credentials --format env"))
            }
            let dry = try Self.run(
                service,
                ["replay", origin, "--to", target, "--dry"],
                Self.environment(trusting: nil)
            )
            #expect(dry.code == 0)
            #expect(
                dry.out.contains(
                    "invoke main at lambda.eu-west-1.amazonaws.com, signed as …EY42 for eu-west-1,"
                ),
                "\(dry)"
            )
            #expect(try service.project.json("ls", "-n", "1000").list.count == count)
        }
    }

    @Test func `goes to a front door behind TLS byte for byte`() async throws {
        try await withService { service in
            let host = try RemoteHost()
            let origin = try service.post("/a%2Fb?x=%20", #"{"qty":1}"#)
            let row = try Self.row(
                Self.run(
                    service,
                    ["replay", origin, "--to", "\(host.url)/prod", "--yes", "-o", "json"],
                    Self.environment(trusting: host)
                )
            )
            #expect(row.status.integer == 200)
            let request = try #require(try host.requests().first)
            #expect(request.path.string == "/prod/a%2Fb?x=%20")
            #expect(request.headers.host.string == "localhost:\(host.port)")
            #expect(request.headers.authorization == .null, "front doors get no credentials")
            #expect(request.headers["x-amz-security-token"] == .null)
            try host.stop()
        }
    }

    @Test(arguments: [
        ("good", false, "is not trusted: this system does not know its issuer, Remote Test CA"),
        ("expired", true, "is not trusted: it expired on 20"),
        ("other", true, "is for elsewhere.example, not for localhost"),
        ("none", true, "does not speak TLS"),
    ])
    func `is refused where the other side is not who it should be`(
        certificate: String,
        isTrusted: Bool,
        words: String
    ) async throws {
        try await withService { service in
            let host = try RemoteHost(certificate)
            let origin = try service.post("/echo", "{}")
            let count = try service.project.json("ls", "-n", "1000").list.count
            for target in [host.url, host.functions] {
                let output = try Self.run(
                    service,
                    ["replay", origin, "--to", target, "--yes"],
                    Self.environment(trusting: isTrusted ? host : nil)
                )
                #expect(output.code == 3)
                #expect(output.err.contains(words), "\(output)")
                if !isTrusted { #expect(output.err.contains("SSL_CERT_FILE=FILE")) }
            }
            #expect(try host.requests().isEmpty)
            #expect(try service.project.json("ls", "-n", "1000").list.count == count)
            try host.stop()
        }
    }

    @Test func `has its spans taken by a collector behind TLS`() async throws {
        try await withService { service in
            let host = try RemoteHost()
            let origin = try service.post("/echo", "{}")
            let url = "https://me:word@localhost:\(host.port)"
            let refused = try Self.run(
                service,
                ["export", origin, "--otlp", url],
                RemoteHost.noCredentials
            )
            #expect(refused.code == 3)
            #expect(refused.err.contains("does not know its issuer, Remote Test CA"))
            #expect(refused.err.contains("SSL_CERT_FILE=FILE"))
            #expect(try host.requests().isEmpty)
            let sent = try Self.run(
                service,
                ["export", origin, "--otlp", url],
                Self.environment(trusting: host)
            )
            #expect(sent.code == 0, "\(sent)")
            let request = try #require(try host.requests().first)
            #expect(request.path.string == "/v1/traces")
            // The password is the collector's alone.
            #expect((sent.out + sent.err).contains("https://localhost:\(host.port)/"), "\(sent)")
            #expect(!(sent.out + sent.err).contains("me:word"))
            for name in try FileManager.default.contentsOfDirectory(
                atPath: "\(service.project.folder)/.waybill"
            ) {
                let path = "\(service.project.folder)/.waybill/\(name)"
                let bytes = FileManager.default.contents(atPath: path) ?? Data()
                #expect(bytes.range(of: Data("me:word".utf8)) == nil, "\(name)")
            }
            #expect(request.headers.authorization.string == "Basic bWU6d29yZA==")
            #expect(try !JSON(request.body.string ?? "").resourceSpans.list.isEmpty)
            try host.stop()
        }
    }
}
