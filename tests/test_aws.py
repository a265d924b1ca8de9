"""The DynamoDB client is botocore's own in everything but how long it takes."""

import pytest
from botocore.session import get_session

from skill.aws import dynamodb_client
from skill.simulator.local_cloud import KEYS


@pytest.fixture(autouse=True)
def keys(monkeypatch):
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)


@pytest.mark.parametrize("endpoint_url", [None, "http://127.0.0.1:1"])
def test_it_speaks_to_the_same_service_at_the_same_place(endpoint_url):
    ours = dynamodb_client(endpoint_url)
    plain = get_session().create_client("dynamodb", endpoint_url=endpoint_url)
    assert ours.meta.endpoint_url == plain.meta.endpoint_url
    assert ours.meta.region_name == plain.meta.region_name
    assert ours.meta.service_model.api_version == plain.meta.service_model.api_version
    assert ours.meta.service_model.operation_names == plain.meta.service_model.operation_names
    assert ours.can_paginate("query")
    assert ours.waiter_names == plain.waiter_names


def test_it_gives_up_before_alexa_does():
    config = dynamodb_client(None).meta.config
    assert config.connect_timeout == 1
    assert config.read_timeout == 1.5
    assert config.retries["total_max_attempts"] == 2
