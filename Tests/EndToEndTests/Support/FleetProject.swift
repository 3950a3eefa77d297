import Foundation

/// A project whose one function counts its own invocations in a file, fails while the file `broken` is
/// there, and answers 201 when it is gone. A `provided` runtime of its own, so that a fleet of flows
/// takes seconds.
struct FleetProject {
    let project: TestProject

    init(delayMilliseconds: Int = 0) throws {
        project = try TestProject(["template.yaml": ""])
        try project.write("template.yaml", Self.template(state: "\(project.folder)/state"))
        try project.write("state/delay", "\(Double(delayMilliseconds) / 1000)")
        try project.write("state/broken", "")
        let program = "#!\(Program.python)\n" + Self.bootstrap
        try project.write("code/bootstrap", program, mode: 0o755)
    }

    func start(_ arguments: String...) throws -> RunningService {
        try RunningService(project, ["--max-environments", "4"] + arguments)
    }

    /// From now on the function answers 201.
    func repair() throws {
        try FileManager.default.removeItem(atPath: "\(project.folder)/state/broken")
    }

    /// The numbers of the events that the function was run for, as it counted them itself: while it was
    /// broken, and since.
    func counted(_ state: Invocations) -> [Int] {
        let path = "\(project.folder)/state/\(state.rawValue)"
        let text = String(
            decoding: FileManager.default.contents(atPath: path) ?? Data(),
            as: UTF8.self
        )
        return text.split(separator: "\n").compactMap { Int($0) }
    }

    enum Invocations: String { case failed, answered }

    /// Sends the requests 0 to `count` - 1, all of which fail.
    func fail(_ count: Int, port: Int) throws {
        let connection = try RawConnection(port: port)
        for number in 0..<count {
            let body = "{\"number\":\(number)}"
            connection.send(
                "POST /orders HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
            )
            let response = try connection.response()
            guard response.status == 500 else { throw Surprise("not a failure: \(response)") }
        }
    }

    private static func template(state: String) -> String {
        """
        AWSTemplateFormatVersion: '2010-09-09'
        Transform: AWS::Serverless-2016-10-31
        Resources:
          Orders:
            Type: AWS::Serverless::Function
            Properties:
              FunctionName: orders
              Runtime: provided.al2023
              Handler: none
              CodeUri: code/
              Timeout: 10
              Environment: {Variables: {STATE: '\(state)'}}
              Events:
                Orders: {Type: HttpApi, Properties: {Path: /orders, Method: post}}
        """
    }

    private static let bootstrap = #"""
        import http.client, json, os, time

        state = os.environ["STATE"]
        api = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
        base = "/2018-06-01/runtime/invocation/"

        def count(name, number):
            file = os.open(f"{state}/{name}", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            os.write(file, f"{number}\n".encode())
            os.close(file)

        while True:
            api.request("GET", base + "next")
            answer = api.getresponse()
            event = json.loads(answer.read())
            number = json.loads(event["body"])["number"]
            here = base + answer.headers["Lambda-Runtime-Aws-Request-Id"]
            if os.path.exists(f"{state}/broken"):
                count("failed", number)
                api.request("POST", here + "/error", json.dumps(
                    {"errorType": "Broken", "errorMessage": f"cannot take {number}"}))
            else:
                count("answered", number)
                time.sleep(float(open(f"{state}/delay").read()))
                api.request("POST", here + "/response", json.dumps(
                    {"statusCode": 201, "body": json.dumps({"taken": number})}))
            api.getresponse().read()
        """#
}
