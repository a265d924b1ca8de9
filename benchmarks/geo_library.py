"""The PyPI library dynamodbgeo at the same work; runs by itself, in an environment that has it.

It reads lines from standard input: first JSON with endpoint, table name, key length, options of the client
(those of the skill's own) and all points; then one `latitude longitude miles` a line, answering each with
the seconds that a sorted radius query took, its number of requests and how many programs it found.
"""

from __future__ import annotations

import json
import sys
import time


def main() -> None:
    import boto3
    import dynamodbgeo
    from botocore.config import Config
    from S2Manager import S2Manager

    order = json.loads(sys.stdin.readline())
    keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test", "region_name": "us-east-1"}
    options = Config(**order["client"])
    client = boto3.client("dynamodb", endpoint_url=order["endpoint"], config=options, **keys)
    config = dynamodbgeo.GeoDataManagerConfiguration(client, order["table"])
    config.hashKeyLength = order["length"]
    manager = dynamodbgeo.GeoDataManager(config)
    definition = dynamodbgeo.GeoTableUtil(config).getCreateTableRequest()
    client.create_table(**definition)
    items = []
    for number, (latitude, longitude, listing) in enumerate(order["points"]):
        geohash = S2Manager().generateGeohash(dynamodbgeo.GeoPoint(latitude, longitude))
        items.append(
            {
                config.hashKeyAttributeName: {
                    "N": str(S2Manager().generateHashKey(geohash, config.hashKeyLength))
                },
                config.rangeKeyAttributeName: {"S": str(number)},
                config.geohashAttributeName: {"N": str(geohash)},
                config.geoJsonAttributeName: {"S": f"{latitude},{longitude}"},
                "listing": {"S": listing},
            }
        )
    for start in range(0, len(items), 25):
        batch = [{"PutRequest": {"Item": item}} for item in items[start : start + 25]]
        client.batch_write_item(RequestItems={order["table"]: batch})
    requests = 0
    query = client.query

    def counted(**arguments):
        nonlocal requests
        requests += 1
        return query(**arguments)

    client.query = counted
    print("ready", flush=True)
    for line in sys.stdin:
        latitude, longitude, miles = map(float, line.split())
        requests = 0
        started = time.perf_counter()
        # A fresh dictionary: the library's default one is shared and breaks the next query.
        found = manager.queryRadius(
            dynamodbgeo.QueryRadiusRequest(
                dynamodbgeo.GeoPoint(latitude, longitude), miles * 1609.344, {}, sort=True
            )
        )
        print(time.perf_counter() - started, requests, len(found), flush=True)


if __name__ == "__main__":
    main()
