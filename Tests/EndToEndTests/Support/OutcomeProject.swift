/// A project with one function for everything that can become of an invocation, behind an HTTP API
/// and a REST API.
enum OutcomeProject {
    static func start(_ arguments: String...) throws -> RunningService {
        try RunningService(TestProject(files), ["--max-environments", "3"] + arguments)
    }

    static let httpAPI = "ServerlessHttpApi"
    static let restAPI = "ServerlessRestApi"

    private static let files = [
        "template.yaml": template, "src/app.py": handler,
        "broken/imports.py": "import no_such_module\ndef handler(event, context): pass\n",
        "broken/syntax.py": "def handler(event, context)\n    pass\n",
        "broken/empty.py": "VALUE = 1\n",
        "broken/quits.py": "import os\nprint('going', flush=True)\nos._exit(4)\n",
    ]

    /// Routes: `/do/{what}` (HTTP, 2.0 and REST), `/old/{what}` (HTTP, 1.0), `/brief/{what}`
    /// (function timeout 1 s), `/limited/{what}` (gateway limit 0.4 s), `/fails/NAME` (no init),
    /// `/reserved`, `/keyed` (REST, asks for an API key).
    private static let template = """
        AWSTemplateFormatVersion: '2010-09-09'
        Transform: AWS::Serverless-2016-10-31
        Globals:
          Function:
            Runtime: python3.11
            CodeUri: src/
            Handler: app.handler
            Timeout: 10
        Resources:
          Main:
            Type: AWS::Serverless::Function
            Properties:
              FunctionName: main
              Events:
                Http: {Type: HttpApi, Properties: {Path: '/do/{what}', Method: any}}
                Old: {Type: HttpApi, Properties: {Path: '/old/{what}', Method: any, PayloadFormatVersion: '1.0'}}
                Rest: {Type: Api, Properties: {Path: '/do/{what}', Method: any}}
                Keyed: {Type: Api, Properties: {Path: /keyed, Method: get, Auth: {ApiKeyRequired: true}}}
          Brief:
            Type: AWS::Serverless::Function
            Properties:
              Timeout: 1
              Events:
                Http: {Type: HttpApi, Properties: {Path: '/brief/{what}', Method: get}}
                Rest: {Type: Api, Properties: {Path: '/brief/{what}', Method: get}}
          Limited:
            Type: AWS::Serverless::Function
            Properties:
              Timeout: 5
              Events:
                Http: {Type: HttpApi, Properties: {Path: '/limited/{what}', Method: get, TimeoutInMillis: 400}}
                Rest: {Type: Api, Properties: {Path: '/limited/{what}', Method: get, TimeoutInMillis: 400}}
          Imports:
            Type: AWS::Serverless::Function
            Properties:
              CodeUri: broken/
              Handler: imports.handler
              Events:
                Http: {Type: HttpApi, Properties: {Path: /fails/imports, Method: get}}
                Rest: {Type: Api, Properties: {Path: /fails/imports, Method: get}}
          Syntax:
            Type: AWS::Serverless::Function
            Properties:
              CodeUri: broken/
              Handler: syntax.handler
              Events:
                Http: {Type: HttpApi, Properties: {Path: /fails/syntax, Method: get}}
          Missing:
            Type: AWS::Serverless::Function
            Properties:
              CodeUri: broken/
              Handler: empty.handler
              Events:
                Http: {Type: HttpApi, Properties: {Path: /fails/missing, Method: get}}
          Quits:
            Type: AWS::Serverless::Function
            Properties:
              CodeUri: broken/
              Handler: quits.handler
              Events:
                Http: {Type: HttpApi, Properties: {Path: /fails/quits, Method: get}}
          Never:
            Type: AWS::Serverless::Function
            Properties:
              ReservedConcurrentExecutions: 0
              Events:
                Http: {Type: HttpApi, Properties: {Path: /reserved/none, Method: get}}
                Rest: {Type: Api, Properties: {Path: /reserved/none, Method: get}}
          Single:
            Type: AWS::Serverless::Function
            Properties:
              ReservedConcurrentExecutions: 1
              Events:
                Http: {Type: HttpApi, Properties: {Path: '/reserved/one/{what}', Method: get}}
        """

    private static let handler = #"""
        import base64, json, os, signal, sys, time

        def handler(event, context):
            path = event.get("pathParameters") or {}
            what = path.get("what") or event.get("what") or "ok"
            print("doing", what, flush=True)
            if what == "ok":
                return {"statusCode": 200, "headers": {"content-type": "text/plain"}, "body": "fine"}
            if what == "echo":
                return {"statusCode": 200, "headers": {"content-type": "application/json"},
                        "body": json.dumps(event)}
            if what == "created":
                return {"statusCode": 201, "headers": {"X-Made": "yes"}, "body": "made"}
            if what == "teapot": return {"statusCode": 418, "body": "short and stout"}
            if what == "own500": return {"statusCode": 500, "body": "mine"}
            if what == "empty": return {"statusCode": 204}
            if what == "raise": raise KeyError("sku")
            if what == "shape": return {"statusCode": "x"}
            if what == "bare": return {"hello": "world"}
            if what == "text": return "just text"
            if what == "none": return None
            if what == "nan": return {"statusCode": 200, "body": "x", "n": float("nan")}
            if what == "bytes": return b"\x00\xff\xfe"
            if what == "unserialisable": return {"statusCode": 200, "body": {1, 2}}
            if what == "badbase64": return {"statusCode": 200, "body": "%%%", "isBase64Encoded": True}
            if what == "badheader":
                return {"statusCode": 200, "headers": {"x": "a\r\nset-cookie: b"}, "body": "x"}
            if what == "binary":
                return {"statusCode": 200, "headers": {"content-type": "application/octet-stream"},
                        "body": base64.b64encode(bytes(range(256))).decode(), "isBase64Encoded": True}
            if what == "sleep":
                time.sleep(1.5)
                return {"statusCode": 200, "body": "slept"}
            if what == "nap":
                time.sleep(0.9)
                return {"statusCode": 200, "body": "napped"}
            if what == "exit0": os._exit(0)
            if what == "exit3": os._exit(3)
            if what == "sysexit": sys.exit(7)
            if what == "kill": os.kill(os.getpid(), signal.SIGKILL)
            if what == "segv": os.kill(os.getpid(), signal.SIGSEGV)
            if what == "huge": return {"statusCode": 200, "body": "x" * (6 * 1024 * 1024 + 200)}
            if what == "large": return {"statusCode": 200, "body": "x" * (5 * 1024 * 1024)}
            if what == "chatty":
                for n in range(3): print("line", n, flush=True)
                print("on stderr", file=sys.stderr, flush=True)
                return {"statusCode": 200, "body": "said"}
            if what == "context":
                client = context.client_context
                return {"id": context.aws_request_id, "arn": context.invoked_function_arn,
                        "left": context.get_remaining_time_in_millis(),
                        "custom": client.custom if client else None}
            if what == "pid": return {"statusCode": 200, "body": str(os.getpid())}
            raise ValueError("no such thing: " + what)
        """#
}
