"""Lines between roles in place of lines between posts. No page has drawn any, so there is nothing to carry over."""

import django.db.models.deletion
from django.db import migrations, models

import laget.mapping.team


class Migration(migrations.Migration):

    dependencies = [
        ('schools', '0001_initial'),
        ('team', '0004_strategy_and_owner_provided'),
    ]

    operations = [
        migrations.DeleteModel(name='Line'),
        migrations.CreateModel(
            name='Line',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('a', models.CharField(max_length=50)),
                ('b', models.CharField(max_length=50)),
                ('how', models.CharField(max_length=10)),
                ('map', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='team.teammap')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='schools.owner')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('map', 'a', 'b'), name='one_line_between_two_roles'),
                    models.CheckConstraint(condition=models.Q(('a', models.F('b')), _negated=True), name='a_line_has_two_ends'),
                    models.CheckConstraint(condition=models.Q(('how__in', (laget.mapping.team.Working['MULTI'], laget.mapping.team.Working['INTER'], laget.mapping.team.Working['CROSS']))), name='line_how'),
                ],
            },
        ),
    ]
