import time


def handler(event, context):
    time.sleep(max(0, event["until"] / 1000 - time.time()))
    return context.log_stream_name
