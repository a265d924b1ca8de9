"""`python -m skill.deployment`: the bundle and the stack, to the AWS account that the environment names."""

from __future__ import annotations

import click

from skill.deployment import bundle, stack


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--bucket", required=True, help="An S3 bucket of yours that holds the bundle.")
@click.option("--stack", "name", default="iop-voice-skill", show_default=True, help="The stack's name.")
@click.argument("parameters", nargs=-1, metavar="[NAME=VALUE]...")
def main(bucket: str, name: str, parameters: tuple[str, ...]) -> None:
    """Build the bundle, put it into BUCKET, and bring the stack up to date.

    Parameters of template.yaml that are not given keep their value, or take the default in a new stack.
    """
    import boto3  # noqa: PLC0415  # not for --help

    given = dict(_pair(parameter) for parameter in parameters)
    try:
        click.echo("building the bundle", err=True)
        code = bundle.build()
        template = stack.package(boto3.client("s3"), bucket, code)
        click.echo(f"deploying {name}", err=True)
        outputs = stack.deploy(boto3.client("cloudformation"), name, template, given)
    except stack.DeploymentError as error:
        raise click.ClickException(str(error)) from error
    for output, value in sorted(outputs.items()):
        click.echo(f"{output}  {value}")


def _pair(parameter: str) -> tuple[str, str]:
    name, equals, value = parameter.partition("=")
    if not equals:
        raise click.BadParameter(f"{parameter!r} is not NAME=VALUE")
    return name, value


if __name__ == "__main__":
    main()
