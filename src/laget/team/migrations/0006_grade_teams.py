import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('schools', '0001_initial'),
        ('team', '0005_lines_between_roles'),
    ]

    operations = [
        migrations.CreateModel(
            name='GradeTeam',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4)),
                ('name', models.CharField(max_length=60)),
                ('map', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='team.teammap')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='schools.owner')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('map', 'name'), name='one_grade_team_per_name'),
                    models.UniqueConstraint(fields=('map', 'key'), name='one_grade_team_per_key'),
                ],
            },
        ),
        migrations.RemoveConstraint(model_name='ringchoice', name='one_ring_per_role'),
        migrations.AddField(
            model_name='ringchoice',
            name='grade_team',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, to='team.gradeteam'),
        ),
        migrations.AddConstraint(
            model_name='ringchoice',
            constraint=models.UniqueConstraint(condition=models.Q(('grade_team__isnull', True)), fields=('map', 'role'), name='one_ring_per_role'),
        ),
        migrations.AddConstraint(
            model_name='ringchoice',
            constraint=models.UniqueConstraint(condition=models.Q(('grade_team__isnull', False)), fields=('grade_team', 'role'), name='one_ring_per_role_and_grade_team'),
        ),
    ]
