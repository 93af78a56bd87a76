
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('schools', '0001_initial'),
        ('team', '0006_grade_teams'),
    ]

    operations = [
        migrations.CreateModel(
            name='Placement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fraction', models.DecimalField(blank=True, decimal_places=3, max_digits=4, null=True)),
                ('days', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('bound', models.DecimalField(blank=True, decimal_places=3, max_digits=4, null=True)),
                ('place', models.CharField(blank=True, default='', max_length=10)),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='schools.owner')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='team.post')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='schools.school')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('post', 'school'), name='one_placement_per_post_and_school'), models.CheckConstraint(condition=models.Q(('fraction__isnull', True), models.Q(('fraction__gt', 0), ('fraction__lte', 1)), _connector='OR'), name='placement_fraction'), models.CheckConstraint(condition=models.Q(('bound__isnull', True), models.Q(('bound__gte', 0), ('bound__lte', 1)), _connector='OR'), name='placement_bound'), models.CheckConstraint(condition=models.Q(('days__isnull', True), ('days__lte', 31), _connector='OR'), name='placement_days'), models.CheckConstraint(condition=models.Q(('place__in', ('', 'here', 'visiting', 'elsewhere'))), name='placement_place')],
            },
        ),
    ]
